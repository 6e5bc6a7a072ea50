#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Takes a multipart body apart while it arrives, in constant memory. (RFC 2046, section 5.1; RFC 7578)
///
/// What stands before the first boundary line and after the closing one is passed over. A boundary counts only at the start of a
/// line, which in content only a carriage return and line feed end, and only if nothing but blanks follows on its line.
public struct MultipartReader {
    public enum Event {
        /// The headers of a part are complete.
        case beginPart(MultipartPart)
        /// Some of the part's content. The bytes are there only during the call.
        case body(UnsafeRawBufferPointer)
        case endPart
        /// The closing boundary; nothing follows.
        case end
    }

    private enum State {
        case preamble
        case headers
        case body
        case ended
    }

    /// The line break that belongs to a boundary, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private let maximumHeaderBytes: Int
    private var state = State.preamble
    /// How much of the delimiter the bytes consumed end with. It begins at the start of a line.
    private var matched = 2
    /// How much of that is no content: the line break, if it ended a line before the content.
    private var ignored = 2
    /// What followed a whole delimiter and may yet turn it into content.
    private var tail: [UInt8] = []
    private var header = MultipartHeaderLines()

    /// More blanks after a boundary than this make it content.
    private static let longestTail = 64

    /// - Parameters:
    ///   - boundary: without the hyphens before it.
    ///   - maximumHeaderBytes: bytes that the headers of one part may have.
    public init(boundary: String, maximumHeaderBytes: Int = 16_384) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.maximumHeaderBytes = maximumHeaderBytes
    }

    /// The boundary that a `Content-Type` of any multipart kind names.
    /// - Returns: nil if it is another type, or names none.
    public static func boundary(ofContentType value: String) -> String? {
        let type = HeaderParameters(value)
        guard type.value.lowercased().hasPrefix("multipart/"), let boundary = type["boundary"], !boundary.isEmpty else { return nil }
        return boundary
    }

    /// Takes the next bytes of the body.
    /// - Parameters:
    ///   - bytes: any number of them.
    ///   - handle: gets what they complete, in order.
    /// - Throws: ``MultipartError/headerTooLarge(limit:)`` or what `handle` throws; then there is no going on.
    public mutating func consume(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count =
                switch state {
                case .ended: rest.count
                case .headers: try readHeader(rest, handle)
                case .preamble, .body: try readContent(rest, handle)
                }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Tells that the body is complete.
    /// - Throws: ``MultipartError/noBoundaryLine`` or ``MultipartError/unexpectedEnd`` if the closing boundary never came.
    public func finish() throws {
        switch state {
        case .ended: return
        case .preamble: throw MultipartError.noBoundaryLine
        case .headers, .body: throw MultipartError.unexpectedEnd
        }
    }

    // Each of the following returns how many of the bytes it has consumed.

    private mutating func readContent(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws -> Int {
        if matched == delimiter.count { return try readTail(bytes, handle) }
        return try matched > 0 ? goOnMatching(bytes, handle) : search(bytes, handle)
    }

    /// Looks for the start of a delimiter. Content may have many carriage returns, so it is handed on in one piece nevertheless.
    private mutating func search(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var offset = 0
        while let found = memchr(base + offset, Int32(UInt8(ascii: "\r")), bytes.count - offset) {
            let start = UnsafeRawPointer(found) - base
            let count = min(delimiter.count, bytes.count - start)
            if memcmp(base + start, delimiter, count) == 0 {
                matched = count
                ignored = 0
                try emit(UnsafeRawBufferPointer(rebasing: bytes[..<start]), handle)
                return start + count
            }
            offset = start + 1
        }
        try emit(bytes, handle)
        return bytes.count
    }

    /// Compares with the rest of a delimiter that has begun. If it is none, what has matched is content after all, and the only
    /// carriage return in it was its first byte, so that none is overlooked.
    private mutating func goOnMatching(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws -> Int {
        let room = min(delimiter.count - matched, bytes.count)
        var count = 0
        while count < room, bytes[count] == delimiter[matched + count] { count += 1 }
        matched += count
        if count < room { try refuse(handle) }
        return count
    }

    /// Reads what follows a delimiter on its line.
    private mutating func readTail(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws -> Int {
        for (index, byte) in bytes.enumerated() {
            let isDashed = tail == [UInt8(ascii: "-")]
            switch byte {
            case UInt8(ascii: "-") where isDashed:
                try leavePart(for: .ended, handle)
                try handle(.end)
                return index + 1
            case UInt8(ascii: "\n") where !isDashed:
                try leavePart(for: .headers, handle)
                return index + 1
            case UInt8(ascii: "-") where tail.isEmpty: tail.append(byte)
            case _ where isBlankAllowed && " \t\r".utf8.contains(byte): tail.append(byte)
            default:
                try refuse(handle)
                return index
            }
        }
        return bytes.count
    }

    private var isBlankAllowed: Bool {
        tail.count < Self.longestTail && tail.last != UInt8(ascii: "\r") && tail.last != UInt8(ascii: "-")
    }

    private mutating func readHeader(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws -> Int {
        let count = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
        guard count <= maximumHeaderBytes - header.count else { throw MultipartError.headerTooLarge(limit: maximumHeaderBytes) }
        if header.append(UnsafeRawBufferPointer(rebasing: bytes[..<count])) {
            let part = MultipartPart(lines: header.lines)
            // The blank line's end is also the line break of a boundary that follows at once.
            state = .body
            matched = 2
            ignored = 2
            try handle(.beginPart(part))
        }
        return count
    }

    /// Ends the part, if there is one, at a boundary line.
    private mutating func leavePart(for next: State, _ handle: (Event) throws -> Void) throws {
        let last = state
        state = next
        matched = 0
        tail = []
        header = MultipartHeaderLines()
        if last == .body { try handle(.endPart) }
    }

    /// Hands on as content what looked like a boundary.
    private mutating func refuse(_ handle: (Event) throws -> Void) throws {
        let content = delimiter[ignored..<max(ignored, matched)] + tail
        matched = 0
        tail = []
        try content.withUnsafeBytes { try emit($0, handle) }
    }

    private func emit(_ bytes: UnsafeRawBufferPointer, _ handle: (Event) throws -> Void) throws {
        if state == .body, !bytes.isEmpty { try handle(.body(bytes)) }
    }
}
