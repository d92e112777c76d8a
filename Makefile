# The project's front door. `make` alone says what there is.

SWIFT ?= swift
# With Swift's libraries inside: the program runs where no Swift is installed, in less memory.
RELEASE = -c release --static-swift-stdlib
SWIFT_SOURCES = Sources Tests Package.swift

.DEFAULT_GOAL := help
.PHONY: help run test bench build guests lint format clean

help: ## Say what there is
	@echo 'make TARGET, where TARGET is one of:'
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)/  \1	\2/p' Makefile | expand -t 12

run: ## Install what is missing, build, and boot two machines side by side
	@Scripts/setup
	$(SWIFT) build $(RELEASE) --product umltop
	@.build/release/umltop $(ARGS)

# The cheap checks come first, and the tests last: CI reads their closing line.
test: ## Install what is missing, then build and check everything
	@Scripts/setup --tests
	@$(MAKE) --no-print-directory lint
	$(SWIFT) build --build-tests
	$(SWIFT) build $(RELEASE)
	@Scripts/build-guests
	$(SWIFT) test --skip-build --disable-xctest

bench: ## Measure against Debian's user-mode-linux; prints ratios
	@Scripts/setup --bench
	$(SWIFT) build $(RELEASE) --product umltop
	@Scripts/bench
	@Scripts/bench-channels
	@Scripts/bench-keys

build: ## Build for use (release)
	$(SWIFT) build $(RELEASE)

guests: ## Build the guest test programs into .build/guests
	@Scripts/build-guests

lint: ## Check format, style and who imports whom; changes nothing
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@Scripts/check-imports

format: ## Format the sources in place
	$(SWIFT) format format --in-place --parallel --recursive $(SWIFT_SOURCES)

clean: ## Remove everything that was built
	rm -rf .build
