import ArgumentParser
import BulkEngine
import BulkHTTP
import BulkMetrics
import BulkModel
import BulkStore
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the organisations of a data folder.",
        discussion: """
            Examples:
              longshore serve --data ./data --demo
              longshore serve --data /var/lib/longshore --host 0.0.0.0 --port 8080 \\
                  --limits native

            SIGTERM or SIGINT ends the server; jobs that were running go on at the next start.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Address to listen on (default: 127.0.0.1).") var host: String?
    @Option(help: "Port to listen on; 0 for any free one (default: 8080).") var port: Int?
    @Option(
        help: ArgumentHelp("The service's own limits, or the machine's: strict, native (default: strict).", valueName: "preset"),
        completion: .cases(LimitsPreset.self))
    var limits: String?
    @Option(
        help: ArgumentHelp(
            "Doubtful readings: lenient takes every documented sample, rigid enforces the prose (default: lenient).", valueName: "preset"),
        completion: .cases(QuirksPreset.self))
    var quirks: String?
    @Option(help: ArgumentHelp("Jobs that run at the same time (default: 2).", valueName: "n")) var workers: Int?
    @Option(
        help: ArgumentHelp(
            "Addresses or ranges that callbacks may reach although they are not public, separated by commas, such as 127.0.0.1,10.0.0.0/8.",
            valueName: "ranges"))
    var allowCallbacksTo: String?
    @Option(
        help: ArgumentHelp(
            "Origins of web pages that may call the API from a browser, besides those of clients' redirect addresses, separated by commas, such as https://app.example.com.",
            valueName: "origins"))
    var allowOrigins: String?
    @Option(help: ArgumentHelp("Address by which clients reach the server (default: as they write it).", valueName: "url"))
    var publicURL: String?
    @Option(
        help: ArgumentHelp(
            "Page on which people consent, without passwords: local shows it at this machine only, if the server listens to no other; on, off (default: local).",
            valueName: "who"), completion: .cases(AuthorizationPage.self))
    var authorizationPage: String?
    @Option(help: ArgumentHelp("Certificate chain in PEM form, for HTTPS; goes with --tls-key.", valueName: "file"), completion: .file())
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("Private key of the certificate, in PEM form.", valueName: "file"), completion: .file()) var tlsKey: String?
    @Option(
        help: ArgumentHelp(
            "API credits an organisation may spend in 24 hours; 0 for no limit (default: 50000 and 1000 for each user; native: no limit).",
            valueName: "n"))
    var dailyCredits: Int?
    @Option(
        help: ArgumentHelp(
            "Calls of an organisation that may run at the same time; 0 for no limit (default: 20; native: no limit).", valueName: "n"))
    var concurrentCalls: Int?
    @Option(help: ArgumentHelp("How long results of exports are kept, such as 1d or 12h (default: 1d).", valueName: "time"))
    var keepExports: String?
    @Option(help: ArgumentHelp("How long results and reports of imports are kept (default: 7d).", valueName: "time"))
    var keepImports: String?
    @Option(help: ArgumentHelp("How long jobs can be looked at after their end (default: 30d).", valueName: "time"))
    var keepJobs: String?
    @Option(
        help: ArgumentHelp(
            "Seconds the server goes on, saying that it isn't ready any more, before it shuts down (default: 0).", valueName: "n"))
    var shutdownDelay: Int?
    @Option(
        help: ArgumentHelp("Numbers for Prometheus at /metrics, without a token: on, off (default: on).", valueName: "switch"),
        completion: .cases(Switch.self))
    var metrics: String?
    @Option(
        help: ArgumentHelp("Log lines for people or for programs: text, json (default: text).", valueName: "format"),
        completion: .cases(LogFormat.self))
    var logFormat: String?
    @Option(
        help: ArgumentHelp("trace, debug, info, notice, warning, error, critical (default: info).", valueName: "level"),
        completion: .cases(Logger.Level.self)) var logLevel: String?
    @Flag(help: "Make a demo organisation if there is none, and print what to try.") var demo = false

    enum LimitsPreset: String, CaseIterable {
        case strict, native

        var limits: Limits { self == .strict ? .strict : .native }
    }

    enum QuirksPreset: String, CaseIterable {
        case lenient, rigid

        var quirks: Quirks { self == .lenient ? .lenient : .rigid }
    }

    func run() async throws {
        let settings = try common.settings()
        let folder = DataFolder(path: try settings.required(.data, common.data))
        let host = settings.string(.host, host) ?? "127.0.0.1"
        let port = try settings.integer(.port, port, in: 0...65_535) ?? 8_080
        let workers = try settings.integer(.workers, workers, in: 1...64) ?? 2
        let demo = try settings.flag(.demo, demo)
        let shutdownDelay = Duration.seconds(try settings.integer(.shutdownDelay, shutdownDelay, in: 0...3_600) ?? 0)
        let format = try settings.choice(.logFormat, logFormat, default: LogFormat.text)
        var logger = Logger(label: "longshore") { _ in LineLogHandler(format: format, metadataProvider: CurrentRequest.metadataProvider) }
        logger.logLevel = try settings.choice(.logLevel, logLevel, default: Logger.Level.info)
        let limits = try limits(settings)
        let certificate = try certificate(settings)
        let quirks = try settings.applyingQuirks(to: settings.choice(.quirks, quirks, default: QuirksPreset.lenient).quirks)

        let numbers = try settings.choice(.metrics, metrics, default: Switch.on) == .on ? ServerMetrics() : nil

        let policy = CallbackPolicy(allowing: try Self.ranges(settings.string(.allowCallbacksTo, allowCallbacksTo) ?? ""))

        let origins = try Self.origins(settings.string(.allowOrigins, allowOrigins) ?? "")

        let missing = !FileManager.default.fileExists(atPath: folder.path + "/catalog.sqlite")
        if missing, !demo { throw folder.noOrganization }
        try folder.check()
        let lock = try folder.lock()
        let engine = try folder.open(limits: limits, quirks: quirks, metrics: numbers?.factory, logger: logger, create: true)
        let demoTour = demo ? try await DemoTour(engine: engine) : nil
        guard try await !engine.storage.catalog.organizations().isEmpty else { throw folder.noOrganization }

        try await engine.removeUnfinishedUploads()

        let publicURL = settings.string(.publicURL, publicURL)?.trimmingSlash
        let page = try settings.choice(.authorizationPage, authorizationPage, default: AuthorizationPage.local)
            .effective(host: host, publicURL: publicURL)
        let application = BulkApplication(
            engine: engine, publicURL: publicURL, certificate: certificate, authorizationPage: page, metricsPage: numbers?.page,
            allowedOrigins: origins)
        let server =
            try application
            .server(host: host, port: port, logger: logger) { port in
                ServiceManager.notify("READY=1")
                let address = "\(certificate == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
                Terminal.print("Longshore \(Release.version) listens on \(address)")
                if let demoTour { Terminal.print(demoTour.text(address: address, folder: folder)) }
            }
        let sender = CallbackSender(
            engine: engine, transport: HTTPCallbackTransport(policy: policy),
            renderer: WireCallbackRenderer(quirks: quirks, publicURL: publicURL))
        try await run(
            [
                server, sender, runner(of: engine, workers: workers), ResultCleaner(engine: engine),
                ShutdownNotice(parts: engine.parts, delay: shutdownDelay) { ServiceManager.notify("STOPPING=1") },
            ], within: shutdownDelay + .seconds(8), logger: logger, host: host, port: port)
        withExtendedLifetime(lock) {}
    }

    /// The preset, with what is set beside it.
    private func limits(_ settings: Settings) throws -> Limits {
        var limits = try settings.choice(.limits, limits, default: LimitsPreset.strict).limits
        if let credits = try settings.integer(.dailyCredits, dailyCredits, in: 0...1_000_000_000) {
            limits.dailyCredits = credits == 0 ? nil : DailyCredits(base: credits, perUser: 0, maximum: credits)
        }
        if let calls = try settings.integer(.concurrentCalls, concurrentCalls, in: 0...10_000) {
            limits.concurrentCalls = calls == 0 ? nil : calls
        }
        try setLifetimes(of: &limits, settings)
        return limits
    }

    /// - Throws: ``Failure``, also if a result would outlive its job, which nobody could ask for it then.
    private func setLifetimes(of limits: inout Limits, _ settings: Settings) throws {
        func seconds(_ setting: Setting, _ given: String?) throws -> TimeInterval? {
            try settings.string(setting, given).map { try Lifetime($0, of: setting).seconds }
        }
        limits.resultLifetime = try seconds(.keepExports, keepExports) ?? limits.resultLifetime
        limits.writeResultLifetime = try seconds(.keepImports, keepImports) ?? limits.writeResultLifetime
        limits.jobLifetime = try seconds(.keepJobs, keepJobs) ?? limits.jobLifetime
        for (setting, lifetime) in [(Setting.keepExports, limits.resultLifetime), (.keepImports, limits.writeResultLifetime)]
        where lifetime > limits.jobLifetime {
            throw Failure(.usage, "--\(setting.rawValue) can't be longer than --\(Setting.keepJobs.rawValue): results go with their jobs")
        }
    }

    /// - Throws: ``Failure`` if only one of the two files is named, or they can't be used.
    private func certificate(_ settings: Settings) throws -> ServerCertificate? {
        switch (settings.string(.tlsCertificate, tlsCertificate), settings.string(.tlsKey, tlsKey)) {
        case (nil, nil): return nil
        case (let chain?, let key?):
            do {
                return try ServerCertificate(chain: chain, key: key)
            } catch let problem as ServerCertificateProblem {
                throw Failure(.configuration, "TLS is not possible: \(problem)")
            }
        case (nil, _?): throw Failure(.usage, "--tls-key needs --tls-certificate beside it")
        case (_?, nil): throw Failure(.usage, "--tls-certificate needs --tls-key beside it")
        }
    }

    private static func ranges(_ text: String) throws -> [AddressRange] {
        try text.split(separator: ",").map { entry in
            guard let range = AddressRange(entry.drop { $0 == " " }) else {
                throw Failure(.usage, "allow-callbacks-to takes addresses or ranges such as 127.0.0.1,10.0.0.0/8, not '\(entry)'")
            }
            return range
        }
    }

    private static func origins(_ text: String) throws -> [WebOrigin] {
        try text.split(separator: ",").map { entry in
            guard let origin = WebOrigin(entry.drop { $0 == " " }) else {
                throw Failure(
                    .usage,
                    "allow-origins takes schemes with hosts and ports, such as https://app.example.com,http://localhost:5173, not '\(entry)'"
                )
            }
            return origin
        }
    }

    private func runner(of engine: Engine, workers: Int) -> JobRunner {
        JobRunner(engine: engine, holder: LeaseHolder(name: "\(ProcessInfo.processInfo.hostName)-\(getpid())"), workers: workers)
    }

    private func run(_ services: [any Service], within duration: Duration, logger: Logger, host: String, port: Int) async throws {
        // The last service is shut down first: no new work begins while the server still answers.
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = duration
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Failure(.unavailable, "port \(port) of \(host) is in use; stop what listens there or choose another with --port")
        } catch let error as IOError where error.errnoCode == EACCES {
            throw Failure(.unavailable, "port \(port) of \(host) may not be used by this user; choose one above 1023 with --port")
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
            throw Failure(.unavailable, "this machine has no address \(host); choose one it has with --host")
        } catch is SocketAddressError {
            throw Failure(.unavailable, "the host \(host) is not known; choose an address of this machine with --host")
        }
    }
}

extension String {
    fileprivate var trimmingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
