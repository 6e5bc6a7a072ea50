import BulkModel
import BulkTesting
import Foundation
import Hummingbird
import Logging
import Testing

@testable import BulkHTTP

/// Callbacks over a real network on this machine: whom they reach, and what receivers can't do to the server.
@Suite struct CallbackTransportTests {
    @Test(
        "private, loopback, link-local and reserved addresses are guarded, in whatever clothes",
        arguments: [
            "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
            "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "::ffff:127.0.0.1",
            "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1",
        ])
    func guarded(address: String) {
        #expect(!CallbackPolicy().permits(address))
    }

    @Test("public addresses are not", arguments: ["93.184.216.34", "172.32.0.1", "172.15.0.1", "8.8.8.8", "2606:2800:220:1::1"])
    func open(address: String) {
        #expect(CallbackPolicy().permits(address))
    }

    @Test("what the configuration allows is open, and only that")
    func allowed() throws {
        let policy = CallbackPolicy(allowing: [try #require(AddressRange("127.0.0.1")), try #require(AddressRange("10.0.0.0/8"))])
        #expect(policy.permits("127.0.0.1") && policy.permits("10.200.1.1"))
        #expect(!policy.permits("127.0.0.2") && !policy.permits("192.168.0.1"))
    }

    @Test("what is no range is none", arguments: ["", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "1.2.3", "::1/129", "localhost"])
    func noRange(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test("a name that leads to this machine is refused by the address it leads to", arguments: ["localhost", "127.0.0.1", "[::1]"])
    func refused(host: String) async {
        let outcome = await HTTPCallbackTransport(policy: CallbackPolicy()).post("{}", to: "http://\(host):1/cb")
        #expect(outcome == .failed(reason: "the address is not allowed"))
    }

    @Test("an unknown host is a failed attempt, and so is a port nobody listens on")
    func unreachable() async throws {
        #expect(await Self.transport().post("{}", to: "http://nonsense.invalid/cb") == .failed(reason: "the host is unknown"))
        guard case .failed = await Self.transport().post("{}", to: "http://127.0.0.1:1/cb") else {
            Issue.record("nobody listens there")
            return
        }
    }

    @Test("the body arrives as JSON without authorization, and the status comes back")
    func delivered() async throws {
        let received = ReceivedRequests()
        try await Self.withReceiver { request, _ in
            let body = try await request.body.collect(upTo: 1_000)
            await received.append(
                "\(request.method) \(request.uri.path) \(request.headers[.contentType] ?? "") "
                    + "\(request.headers[.authorization] ?? "-") \(String(buffer: body))")
            return Response(status: .accepted)
        } body: { port in
            let outcome = await Self.transport().post(#"{"a":1}"#, to: "http://localhost:\(port)/cb?x=1")
            #expect(outcome == .answered(status: 202))
        }
        #expect(await received.lines == [#"POST /cb application/json;charset=UTF-8 - {"a":1}"#])
    }

    @Test("a redirect is not followed")
    func redirect() async throws {
        let received = ReceivedRequests()
        try await Self.withReceiver { request, _ in
            await received.append(request.uri.path)
            return Response(status: .found, headers: [.location: "/elsewhere"])
        } body: { port in
            #expect(await Self.transport().post("{}", to: "http://127.0.0.1:\(port)/cb") == .answered(status: 302))
        }
        #expect(await received.lines == ["/cb"])
    }

    @Test("a receiver that never answers is left when its time is over")
    func silent() async throws {
        try await Self.withReceiver { _, _ in
            // Until the receiver itself is stopped.
            for await _ in AsyncStream<Never>.makeStream().stream {}
            return Response(status: .ok)
        } body: { port in
            let transport = HTTPCallbackTransport(policy: Self.loopback, timeout: 0.2)
            #expect(await transport.post("{}", to: "http://127.0.0.1:\(port)/cb") == .failed(reason: "no answer in time"))
        }
    }

    @Test("an answer without end costs nothing: its status is enough")
    func endless() async throws {
        try await Self.withReceiver { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    while !Task.isCancelled { try await writer.write(ByteBuffer(repeating: 0x78, count: 65_536)) }
                    try await writer.finish(nil)
                })
        } body: { port in
            #expect(await Self.transport().post("{}", to: "http://127.0.0.1:\(port)/cb") == .answered(status: 200))
        }
    }

    private static func transport() -> HTTPCallbackTransport {
        HTTPCallbackTransport(policy: loopback)
    }

    private static let loopback = CallbackPolicy(allowing: [AddressRange("127.0.0.1"), AddressRange("::1")].compactMap { $0 })

    /// Runs a receiver on a free port of this machine for as long as a body takes.
    private static func withReceiver(
        _ handler: @escaping @Sendable (Request, BasicRequestContext) async throws -> Response,
        body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let router = Router()
        router.post("**", use: handler)
        let (ports, announce) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { announce.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // A receiver that can't begin is told, and not waited for.
                defer { announce.finish() }
                try? await application.run()
            }
            var isListening = false
            for await port in ports.prefix(1) {
                isListening = true
                try await body(port)
            }
            #expect(isListening, "the receiver did not begin to listen")
            group.cancelAll()
        }
    }
}

private actor ReceivedRequests {
    private(set) var lines: [String] = []

    func append(_ line: String) {
        lines.append(line)
    }
}
