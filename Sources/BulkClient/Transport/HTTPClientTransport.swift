import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// The network, by way of AsyncHTTPClient. Connections are pooled for the whole process. Redirects are not followed: a token isn't for
/// whoever a server names.
public struct HTTPClientTransport: Transport {
    /// A server that says nothing for a minute counts as failed, however long a transfer takes as a whole.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(60), write: .seconds(60)))
        // Trying again is the caller's business, who knows for how long.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    public init() {}

    public func send(_ request: TransportRequest) async throws -> TransportAnswer {
        var outgoing = HTTPClientRequest(url: request.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
        outgoing.body = request.body?.outgoing
        do {
            let response = try await Self.client.execute(outgoing, deadline: .distantFuture)
            let headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 }
            return TransportAnswer(status: Int(response.status.code), headers: headers, body: Self.pieces(of: response.body))
        } catch {
            throw Self.failure(error)
        }
    }

    /// The consumer asks for each piece, so none piles up.
    private static func pieces(of body: HTTPClientResponse.Body) -> AsyncThrowingStream<[UInt8], any Error> {
        let pieces = Pieces(iterator: body.makeAsyncIterator())
        return AsyncThrowingStream { try await pieces.next() }
    }

    /// Used by one consumer at a time; hence `@unchecked Sendable`.
    private final class Pieces: @unchecked Sendable {
        private var iterator: HTTPClientResponse.Body.AsyncIterator

        init(iterator: HTTPClientResponse.Body.AsyncIterator) {
            self.iterator = iterator
        }

        func next() async throws -> [UInt8]? {
            do {
                return try await iterator.next().map { Array($0.readableBytesView) }
            } catch {
                throw HTTPClientTransport.failure(error)
            }
        }
    }

    private static func failure(_ error: any Error) -> any Error {
        switch error {
        case is CancellationError: CancellationError()
        case let error as HTTPClientError: failure(error)
        case let error as NIOConnectionError: TransportFailure(reason(error), mayHaveArrived: false)
        case let error as IOError:
            error.errnoCode == ECONNREFUSED
                ? TransportFailure("nothing listens there", mayHaveArrived: false)
                : TransportFailure(String(cString: strerror(error.errnoCode)), mayHaveArrived: true)
        default: TransportFailure("\(error)", mayHaveArrived: true)
        }
    }

    private static func failure(_ error: HTTPClientError) -> any Error {
        switch error {
        case .cancelled: CancellationError()
        case .connectTimeout, .tlsHandshakeTimeout: TransportFailure("the server doesn't answer", mayHaveArrived: false)
        case .invalidURL, .emptyHost, .emptyScheme: TransportFailure("this is no address", mayHaveArrived: false)
        case .readTimeout, .writeTimeout, .deadlineExceeded: TransportFailure("the server fell silent", mayHaveArrived: true)
        case .remoteConnectionClosed: TransportFailure("the connection was closed", mayHaveArrived: true)
        default: TransportFailure(error.shortDescription, mayHaveArrived: true)
        }
    }

    private static func reason(_ error: NIOConnectionError) -> String {
        guard let first = error.connectionErrors.first?.error else { return "the host \(error.host) is not known" }
        let refused = (first as? IOError)?.errnoCode == ECONNREFUSED
        return refused ? "nothing listens at \(error.host):\(error.port)" : "\(error.host):\(error.port) can't be reached: \(first)"
    }
}

extension RequestBody {
    fileprivate var outgoing: HTTPClientRequest.Body {
        switch self {
        case .bytes(let bytes): .bytes(ByteBuffer(bytes: bytes))
        case .file(let path, let size, let before, let after):
            .stream(
                FilePieces(path: path, before: before, after: after),
                length: .known(Int64(before.count) + size + Int64(after.count)))
        }
    }
}
