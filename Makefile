# The commands of the project. A Rust toolchain is needed, which fetches nothing but crates; for the page, Node 20 or later
# with npm; for the Python package, Python 3.10 or later with pip.

TARGET := $(or $(CARGO_TARGET_DIR),target)
PROGRAM := $(TARGET)/release/casus

.PHONY: demo test lint unit scores web api pictures bench bench-pages build wheel python

# Reads the reports in examples/reports, prints the table of their events, asks a ledger of them five questions, and leaves
# a server running that shows it in a browser.
DEMO := $(TARGET)/demo.casus
ASK := $(PROGRAM) ask --ledger $(DEMO) --format table
SERVER := $(TARGET)/demo.server
demo:
	crates/cli/web/check build
	cargo build --release --locked -p casus-cli
	$(PROGRAM) read --format table examples/reports
	rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(PROGRAM) add examples/reports --ledger $(DEMO)
	$(ASK) exchanges RUS PRK
	$(ASK) visits PRK
	$(ASK) commitments USA
	$(ASK) breaches --between RUS PRK --on 2024-12-31
	$(ASK) obliged --attacked PRK --by KOR --on 2024-12-31
	@nohup $(PROGRAM) serve --ledger $(DEMO) --port 0 > $(SERVER) 2>&1 < /dev/null & server=$$!; \
	for second in 1 2 3 4 5 6 7 8 9 10; do grep -q http $(SERVER) && break; sleep 1; done; \
	echo; echo "In a browser: $$(grep -o 'http://[^ ]*' $(SERVER) | head -1)   (kill $$server ends it)"

# All tests: form, lints, unit tests, no score below the one in gold/scores.csv, the page in a browser, the API against its
# description, the Python package.
test: lint unit scores
	CASUS=$(abspath $(TARGET))/debug/casus $(MAKE) web api python

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

unit:
	cargo test --workspace --locked

# Needs the gold sets beside the repository (../shared/gold); says so and passes without them. Takes the program that
# the unit tests have built: the numbers are the same, and nothing is built twice.
scores: unit
	gold/check $(TARGET)/debug/casus

# Builds the page and tests it in a real browser, on the example reports. Needs Node; says so and passes without it.
web:
	crates/cli/web/check

# Tries the API against its own description. Needs schemathesis; says so and passes without it.
api:
	crates/serve/check

# Takes the pictures in docs/pictures anew.
pictures:
	crates/cli/web/check build
	cd crates/cli/web && npm run --silent pictures

# Words, sentences and events a second of every room; TEXT=PATH measures on a text of your own.
bench:
	cargo bench --locked -p casus-events --bench rooms -- $(abspath $(TEXT))

# Pages, words and events a second, and the share of time in each room; PAGES=FILE measures on pages of your own (HTML, or
# a TAR archive of it).
bench-pages:
	cargo bench --locked -p casus-events --bench pages -- $(abspath $(PAGES))

build:
	cargo build --release --locked -p casus-cli

# The wheel for CPython 3.10 and later, in $(TARGET)/wheels.
WHEELS := $(TARGET)/wheels
wheel:
	bindings/python/wheel release $(WHEELS)
	@find $(WHEELS) -name '*.whl' -size +45M -exec echo '{} has more than 45 MB' \; -exec false {} +
	@ls -l $(WHEELS)

# The tests of the Python package, in a fresh virtual environment.
python:
	bindings/python/check
