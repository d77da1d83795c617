# One word for everything; `make check` is what .ci/run runs.
.PHONY: setup test test-all lint types regen docs demo bench check sbom audit

setup:  ## the environment, from the lock
	uv sync --frozen
test:  ## what is quick
	uv run pytest tests/unit
test-all:  ## everything
	uv run pytest
lint:
	uv run ruff check
	uv run ruff format --check
	uv run lint-imports
	uv run codespell
types:
	uv run mypy
regen:  ## the pages that follow from the code, and the answers that pages show
	uv run python -m docs.generate
	uv run python -m docs.consoles
docs:  ## whether those pages are stale
	uv run python -m docs.generate --check
demo:
	uv run sameside demo
bench:
	uv run python -m benchmarks
sbom:  ## what runs, with digests, as CycloneDX
	uv export --quiet --frozen --no-dev --all-extras --format cyclonedx1.5 --output-file dist/sbom.cdx.json
audit:  ## whether any of it is known to be weak; asks api.osv.dev
	uv audit --frozen --no-dev --preview-features audit-command
check: test-all lint types docs
