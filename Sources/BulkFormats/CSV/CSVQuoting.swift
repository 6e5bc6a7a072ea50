/// How cells protect what would end them, where it isn't as RFC 4180 has it.
public enum CSVQuoting: String, Hashable, Sendable, Codable, CaseIterable {
    /// Quotes around a cell, doubled within.
    case standard
    /// Apostrophes around a cell; within it they may be doubled, and needn't be where the cell doesn't end.
    case apostrophe
    /// Quotes around a cell, with a backslash before those within.
    case backslash
    /// Cells are never protected: quotes are ordinary characters.
    case none
}

/// Rewrites a text of another ``CSVQuoting`` as RFC 4180 has it, line for line.
///
/// Used by one thread at a time.
public final class CSVRequoter {
    private let quoting: CSVQuoting
    private let delimiter: UInt8
    private let source: ByteSource
    private var state = State.cellStart
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    private var output: [UInt8] = []
    private var ready = 0
    private var isAtEnd = false

    private enum State {
        case cellStart
        case plain
        /// An unquoted cell that begins with a quote: it is quoted as a whole.
        case literal
        case quoted
        /// Behind a quote in a quoted cell, which closes it unless another follows.
        case behindQuote
        /// Behind a backslash in a quoted cell.
        case escaped
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    public init(_ quoting: CSVQuoting, delimiter: UInt8, source: @escaping ByteSource) {
        self.quoting = quoting
        self.delimiter = delimiter
        self.source = source
    }

    deinit {
        input.deallocate()
    }

    /// Fills the buffer from its front.
    /// - Returns: the bytes written, 0 at the end and only there.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while ready == output.count {
            if isAtEnd { return 0 }
            output.removeAll(keepingCapacity: true)
            ready = 0
            let count = try source(input)
            isAtEnd = count == 0
            for byte in input[..<count] { take(byte) }
            if isAtEnd { endCell() }
        }
        let count = min(buffer.count, output.count - ready)
        output.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[ready..<ready + count])) }
        ready += count
        return count
    }

    private var opening: UInt8? {
        switch quoting {
        case .standard, .backslash: Self.quote
        case .apostrophe: UInt8(ascii: "'")
        case .none: nil
        }
    }

    private func take(_ byte: UInt8) {
        let endsCell = byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        switch state {
        case .cellStart, .plain, .literal:
            if endsCell {
                endCell()
                output.append(byte)
                state = .cellStart
            } else if state == .cellStart, byte == opening {
                output.append(Self.quote)
                state = .quoted
            } else {
                if state == .cellStart, byte == Self.quote {
                    output.append(Self.quote)
                    state = .literal
                } else if state == .cellStart, byte != UInt8(ascii: " ") {
                    state = .plain
                }
                append(byte, isQuoted: state == .literal)
            }
        case .quoted:
            if quoting == .backslash, byte == Self.backslash {
                state = .escaped
            } else if byte == opening {
                state = .behindQuote
            } else {
                append(byte, isQuoted: true)
            }
        case .escaped:
            // A backslash before anything else is one.
            if byte != Self.quote, byte != Self.backslash { output.append(Self.backslash) }
            append(byte, isQuoted: true)
            state = .quoted
        case .behindQuote:
            if byte == opening {
                append(byte, isQuoted: true)
                state = .quoted
            } else if quoting == .apostrophe, !endsCell {
                // Within words apostrophes are nobody's quotes: only one that ends a cell closes it.
                output.append(UInt8(ascii: "'"))
                append(byte, isQuoted: true)
                state = .quoted
            } else {
                output.append(Self.quote)
                output.append(byte)
                state = endsCell ? .cellStart : .plain
            }
        }
    }

    private func endCell() {
        switch state {
        case .literal, .behindQuote: output.append(Self.quote)
        case .escaped: output.append(Self.backslash)
        case .cellStart, .plain, .quoted: break
        }
    }

    private func append(_ byte: UInt8, isQuoted: Bool) {
        if isQuoted, byte == Self.quote { output.append(Self.quote) }
        output.append(byte)
    }
}
