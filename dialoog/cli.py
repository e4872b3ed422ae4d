"""The `dialoog` command. It patches gevent before anything else is imported; create_app never does."""

from gevent import monkey

monkey.patch_all()

from dialoog.commands import main  # noqa: E402

__all__ = ["main"]

if __name__ == "__main__":
    main()
