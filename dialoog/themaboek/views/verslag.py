"""The verslag of an evening as a file."""

from flask import Response, current_app, g
from flask.typing import ResponseReturnValue

from dialoog.access import for_begeleider
from dialoog.errors import NotNow
from dialoog.themaboek.verslagen import make_verslag
from dialoog.themaboek.views.pagina import blueprint
from dialoog.werk import WerkFailed


@blueprint.get("/verslag/<int:bijeenkomst_id>.<any(docx, odt, pdf, html):formaat>")
@for_begeleider
def download_verslag(bijeenkomst_id: int, formaat: str) -> ResponseReturnValue:
    """What this evening brought, as it stands now."""
    try:
        made = make_verslag(g.dialoog.id, bijeenkomst_id, formaat)
    except WerkFailed as error:
        if error.detail:
            current_app.logger.error("no verslag: %s", error.detail)
        raise NotNow(str(error), kop="Het verslag is er nog niet") from error
    answer = Response(made.data, content_type=made.soort)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.naam}"'
    return answer
