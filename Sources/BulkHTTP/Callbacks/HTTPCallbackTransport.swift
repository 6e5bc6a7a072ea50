import AsyncHTTPClient
public import BulkEngine
public import BulkModel
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Posts callbacks over HTTP. A name is resolved first, the policy looks at the address, and that very address is connected to;
/// redirects are not followed; the receiver has ten seconds, and nothing it sends back beyond its status is read.
public struct HTTPCallbackTransport: CallbackTransport {
    private let policy: CallbackPolicy
    private let timeout: TimeAmount

    /// - Parameter seconds: how long a receiver has to answer. (bulk read specification, section 7)
    public init(policy: CallbackPolicy, timeout seconds: Double = 10) {
        self.policy = policy
        self.timeout = .milliseconds(Int64(seconds * 1_000))
    }

    public func post(_ body: String, to url: String) async -> CallbackAttempt.Outcome {
        guard let host = URL(string: url)?.host() else { return .failed(reason: "the address has no host") }
        let name = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        do {
            let addresses = try await Self.addresses(of: name)
            guard let address = addresses.first(where: policy.permits) else {
                return .failed(reason: addresses.isEmpty ? "the host is unknown" : "the address is not allowed")
            }
            return try await post(body, to: url, host: name, address: address)
        } catch {
            return .failed(reason: reason(error))
        }
    }

    private func post(_ body: String, to url: String, host: String, address: String) async throws -> CallbackAttempt.Outcome {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: timeout, read: timeout))
        configuration.dnsOverride = [host: address]
        // Whatever proxy the environment names could reach what the policy guards.
        configuration.proxy = nil
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json;charset=UTF-8")
        request.body = .bytes(ByteBuffer(string: body))
        let result: Result<UInt, any Error>
        do {
            result = .success(try await client.execute(request, timeout: timeout).status.code)
        } catch {
            result = .failure(error)
        }
        try await client.shutdown()
        return .answered(status: Int(try result.get()))
    }

    /// The addresses of a host, in digits; its own if it is one.
    private static func addresses(of host: String) async throws -> [String] {
        try await NIOThreadPool.singleton.runIfActive {
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var list: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
            defer { freeaddrinfo(list) }
            var addresses: [String] = []
            var entry = list
            while let current = entry {
                var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
                if getnameinfo(
                    current.pointee.ai_addr, current.pointee.ai_addrlen, &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST) == 0
                {
                    addresses.append(String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
                }
                entry = current.pointee.ai_next
            }
            return addresses
        }
    }

    private func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout || error == .connectTimeout:
            "no answer in time"
        case let error as HTTPClientError: error.shortDescription
        default: "the connection failed"
        }
    }
}
