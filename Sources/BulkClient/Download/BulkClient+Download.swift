import BulkModel

extension BulkClient {
    /// How far a download is.
    public struct DownloadProgress: Sendable {
        /// Bytes on disk, those of earlier tries included.
        public let received: Int64
        /// Bytes of the whole file, where the server says so.
        public let total: Int64?
    }

    /// Fetches the result archive of a completed job into a file, which is there once it is whole.
    ///
    /// What has arrived stays beside it as `FILE.part`: a connection that breaks, and a later call for the same file, go on from there if
    /// the server can, and begin anew if it can't.
    /// - Parameters:
    ///   - address: the job's `downloadURL`.
    ///   - path: of the file; replaced if it is there.
    ///   - onProgress: told of each piece that arrives.
    /// - Throws: ``BulkClientError``, `CancellationError`.
    public func download(
        _ address: String, to path: String, onProgress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
    ) async throws {
        let part = try PartialFile(for: path)
        defer { part.release() }
        var schedule = RetrySchedule(retry)
        while true {
            var headers: [(name: String, value: String)] = []
            if part.size > 0, let tag = part.tag { headers = [("Range", "bytes=\(part.size)-"), ("If-Range", tag)] }
            let call = APICall("GET", url: url(address), headers: headers)
            let answer = try await send(call, &schedule)
            let range = ContentRange(answer.headers["content-range"])
            if answer.status == 416 {
                if let total = range?.total, total == part.size { return try await part.complete() }
                try await part.begin(tag: nil)
                continue
            }
            if answer.status == 206, range?.first != part.size {
                // Some other part: without a range, the whole comes.
                try await part.begin(tag: nil)
                try await pause(&schedule, after: TransportFailure("another part came", mayHaveArrived: true), of: call)
                continue
            }
            if answer.status != 206 { try await part.begin(tag: answer.headers["etag"]) }
            let total = range?.total ?? answer.headers["content-length"].flatMap { Int64($0) }.map { part.size + $0 }
            do {
                for try await piece in answer.body {
                    try await part.append(piece)
                    schedule.reset()
                    onProgress(DownloadProgress(received: part.size, total: total))
                }
                if let total, part.size != total { throw TransportFailure("the file is cut off", mayHaveArrived: true) }
                return try await part.complete()
            } catch let failure as TransportFailure {
                try await pause(&schedule, after: failure, of: call)
            }
        }
    }
}

/// The header of an answer with a part of a file: `bytes 100-199/1234`, or `bytes */1234`. (RFC 9110, section 14.4)
struct ContentRange: Hashable {
    /// The first byte's place; nil where no part was to be had.
    var first: Int64?
    /// Bytes of the whole file; nil if it isn't known.
    var total: Int64?

    init?(_ header: String?) {
        guard let header, header.hasPrefix("bytes ") else { return nil }
        let parts = header.dropFirst(6).split(separator: "/")
        guard parts.count == 2 else { return nil }
        first = parts[0].split(separator: "-").first.flatMap { Int64($0) }
        total = Int64(parts[1])
    }
}
