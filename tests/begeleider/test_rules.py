"""Which passwords and addresses are good enough."""

import pytest

from dialoog.begeleider import rules


@pytest.mark.parametrize("path", ["/regie/", "/regie/wijk/voorbereiden?deel=kaders", "/"])
def test_a_login_goes_on_to_a_page_of_this_site(path: str) -> None:
    assert rules.local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "regie",
        "//elders.example",
        "/\\elders.example",
        "https://elders.example/",
        "/a\\b",
        "/a\r\nb",
        "/\t/x",
    ],
)
def test_a_login_never_goes_on_to_another_site(path: str | None) -> None:
    assert rules.local_path(path) is None


@pytest.mark.parametrize("password", ["kort", "aaaaaaaaaaaaaaaa", "marit@streek.example", "x" * 201, " " * 12])
def test_a_password_that_is_easy_to_guess_is_refused_with_advice(password: str) -> None:
    assert rules.wachtwoord_fout(password, "marit@streek.example")


def test_three_loose_words_are_a_good_password() -> None:
    assert rules.wachtwoord_fout("lamp fiets morgen", "marit@streek.example") is None
