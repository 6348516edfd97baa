"""``python -m counter_app`` is the command line."""

from counter_app.cli.main import main

if __name__ == "__main__":
    main()
