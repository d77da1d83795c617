# Built in one stage and run in another: what runs has no compiler, no package manager's cache and no lock to write.
FROM ghcr.io/astral-sh/uv:0.13.9 AS uv

FROM python:3.13.7-slim-bookworm AS build
COPY --from=uv /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/sameside
WORKDIR /src
# Libraries first: they change more rarely than what stands on them.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project --extra postgres --extra kafka
COPY README.md LICENSE ./
COPY domain domain
COPY projections projections
COPY adapters adapters
COPY cli cli
RUN uv sync --frozen --no-dev --no-editable --extra postgres --extra kafka

FROM python:3.13.7-slim-bookworm
RUN groupadd --gid 10001 sameside && useradd --uid 10001 --gid sameside --create-home --home-dir /data sameside
COPY --from=build /opt/sameside /opt/sameside
ENV PATH=/opt/sameside/bin:$PATH PYTHONUNBUFFERED=1
# A ledger in a file lies where the volume is mounted: `-v sameside:/data`.
WORKDIR /data
VOLUME /data
USER 10001:10001
ENTRYPOINT ["sameside"]
CMD ["--help"]
