# The commands of docs/development.md. Each does the set-up it needs.

SWIFT ?= swift
BINARY := .build/release/longshore

.PHONY: run build test bench format lint setup docs

run: build
	$(BINARY) serve --data ./data --demo

build: setup
	$(SWIFT) build -c release --product longshore

test: setup
	scripts/test

bench: build
	benchmarks/run --binary $(BINARY)

docs:
	$(SWIFT) package generate-documentation --target BulkClient --warnings-as-errors

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

setup:
	@scripts/setup
