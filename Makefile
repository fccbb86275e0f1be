# Everything a person or CI does here. README.md says what each is for.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Queries are checked against .sqlx/, whatever DATABASE_URL says.
export SQLX_OFFLINE := true
CARGO_DENY := 0.20.2

.PHONY: help run build bundle check test bench bench-pages sqlx

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: build ## Build, then serve on http://127.0.0.1:8080 with ./data
	target/release/roomkey serve

build: bundle ## Build target/release/roomkey, which runs from any folder
	cargo build --locked --release --bin roomkey

bundle: ## Build what browsers fetch: islands, style sheet, script
	cargo xtask bundle

check: bundle ## Format, lints, licences, tests without a browser
	cargo fmt --all --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --package xtask -- -D warnings
	cargo clippy --locked --lib --no-default-features --features hydrate -- -D warnings
	command -v cargo-deny >/dev/null || { echo "installing cargo-deny"; cargo install --quiet --locked --version $(CARGO_DENY) --no-default-features cargo-deny; }
	cargo deny --log-level error check bans licenses sources
	cargo test --locked

test: bundle ## Everything, browsers and SDKs included; installs what they need
	cargo test --locked
	cargo build --locked --bin roomkey
	tests/sdk/prepare
	tests/sdk/run
	end2end/prepare
	cd end2end && npx playwright test

bench: build ## How fast it is with 1,000 rooms, beside a page that asks nothing; installs wrk
	benches/run

bench-pages: build ## When a phone can use the pages with an island; installs Lighthouse
	benches/interactive

sqlx: ## Refresh .sqlx/ after a query or a migration changed
	cargo xtask-sqlx
