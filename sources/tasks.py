"""Jobs about pages, as the queue calls them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from sources.page_reading import forget_old_pages, read_intake


@app.task(name="read_page")
def read_page(intake: int) -> None:
    """Have and read the page with this key."""
    read_intake(intake)


@app.periodic(cron="27 3 * * *")
@app.task(name="forget_old_pages", queueing_lock="forget_old_pages")
def forget_pages(timestamp: int) -> None:
    """Nightly: pages that were never confirmed do not pile up."""
    forget_old_pages()
