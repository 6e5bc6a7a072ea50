# The commands of docs/development.md. Each does the set-up it needs.

SWIFT ?= swift
BINARY ?= .build/release/longshore

# Where `make install` puts things. DESTDIR is put in front of every path, for those who make packages.
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
BINDIR := $(PREFIX)/bin
MANDIR := $(PREFIX)/share/man/man1
BASHDIR := $(PREFIX)/share/bash-completion/completions
ZSHDIR := $(PREFIX)/share/zsh/site-functions
FISHDIR := $(PREFIX)/share/fish/vendor_completions.d
UNITDIR := $(PREFIX)/lib/systemd/system
USERDIR := $(PREFIX)/lib/sysusers.d

.PHONY: run build test bench format lint setup docs install uninstall

run: build
	$(BINARY) serve --data ./data --demo

build: setup
	$(SWIFT) build -c release --product longshore

test:
	@scripts/setup --tests
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

# The binary must be there: `make build` first, which needs no other rights than its own. A configuration that is there stays as it is.
install:
	@test -x $(BINARY) || { echo "install: there is no $(BINARY); run 'make build' first" >&2; exit 1; }
	install -d -m 755 $(addprefix $(DESTDIR),$(BINDIR) $(MANDIR) $(BASHDIR) $(ZSHDIR) $(FISHDIR) $(UNITDIR) $(USERDIR) \
		$(SYSCONFDIR)/longshore)
	install -m 755 $(BINARY) $(DESTDIR)$(BINDIR)/longshore
	$(BINARY) manual > $(DESTDIR)$(MANDIR)/longshore.1
	$(BINARY) completions bash > $(DESTDIR)$(BASHDIR)/longshore
	$(BINARY) completions zsh > $(DESTDIR)$(ZSHDIR)/_longshore
	$(BINARY) completions fish > $(DESTDIR)$(FISHDIR)/longshore.fish
	sed 's|@bindir@|$(BINDIR)|' packaging/longshore.service > $(DESTDIR)$(UNITDIR)/longshore.service
	install -m 644 packaging/longshore.sysusers $(DESTDIR)$(USERDIR)/longshore.conf
	test -e $(DESTDIR)$(SYSCONFDIR)/longshore/longshore.yaml || \
		install -m 644 packaging/longshore.yaml $(DESTDIR)$(SYSCONFDIR)/longshore/longshore.yaml
	chmod 644 $(addprefix $(DESTDIR),$(MANDIR)/longshore.1 $(BASHDIR)/longshore $(ZSHDIR)/_longshore $(FISHDIR)/longshore.fish \
		$(UNITDIR)/longshore.service)

# Data and configuration stay.
uninstall:
	rm -f $(addprefix $(DESTDIR),$(BINDIR)/longshore $(MANDIR)/longshore.1 $(BASHDIR)/longshore $(ZSHDIR)/_longshore \
		$(FISHDIR)/longshore.fish $(UNITDIR)/longshore.service $(USERDIR)/longshore.conf)
