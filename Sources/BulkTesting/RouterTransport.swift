public import BulkClient
import Foundation
import HTTPTypes

/// Carries a client's calls to a server without a network. Jobs run as soon as somebody asks for something.
public struct RouterTransport: Transport {
    private let tester: AppTester
    /// The part of addresses that is no path.
    public static let address = "http://crm.test"

    public init(_ tester: AppTester) {
        self.tester = tester
    }

    public func send(_ request: TransportRequest) async throws -> TransportAnswer {
        if request.method == "GET" { try await tester.runJobs() }
        var headers = HTTPFields()
        for header in request.headers {
            if let name = HTTPField.Name(header.name) { headers[name] = header.value }
        }
        let path = request.url.hasPrefix(Self.address) ? String(request.url.dropFirst(Self.address.count)) : request.url
        let answer = try await tester.send(
            HTTPRequest.Method(rawValue: request.method) ?? .get, path, body: try request.body?.data, headers: headers)
        var known: [String: String] = [:]
        for field in answer.headers { known[field.name.canonicalName] = field.value }
        return TransportAnswer(status: answer.status, headers: known, bytes: Array(answer.body))
    }
}

extension RequestBody {
    fileprivate var data: Data {
        get throws {
            switch self {
            case .bytes(let bytes): Data(bytes)
            case .file(let path, _, let before, let after):
                Data(before) + (try Data(contentsOf: URL(filePath: path))) + Data(after)
            }
        }
    }
}
