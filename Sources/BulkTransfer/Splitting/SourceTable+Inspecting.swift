public import BulkFormats

extension SourceTable {
    /// Reads a file to its end: one that is broken anywhere is refused before anything of it is sent.
    /// - Parameter encoding: nil to find it: that of the byte-order mark, else UTF-8 if it is valid as such, else ISO-8859-1.
    /// - Throws: ``TransferFailure`` of the kind ``TransferFailure/Kind/file``, which names the line and what to do.
    public init(inspecting file: SourceFile, encoding: CharacterEncoding? = nil) throws {
        do {
            // Most files are UTF-8, so they are read as such while their encoding is found out.
            var detector = EncodingDetector()
            let first = Result {
                try TableInspection(of: file, as: encoding ?? .utf8, isDetected: encoding == nil) { detector.consume($0) }
            }
            if encoding == nil, detector.encoding != .utf8 {
                // Reading may have ended early, at a quote that the text in its own encoding doesn't have.
                let actual = try Self.encoding(of: file)
                self = try TableInspection(of: file, as: actual, isDetected: true).checkedTable()
            } else {
                self = try first.get().checkedTable(isValid: detector.encoding == .utf8 && (encoding ?? .utf8) == .utf8)
            }
        } catch {
            throw TransferFailure(reading: file, error)
        }
    }

    /// Looks at all bytes.
    private static func encoding(of file: SourceFile) throws -> CharacterEncoding {
        let source = try file.open()
        var detector = EncodingDetector()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
        defer { buffer.deallocate() }
        while true {
            let count = try source(buffer)
            if count == 0 { return detector.encoding }
            detector.consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}

extension TransferFailure {
    /// What is wrong with a file and what to do about it.
    /// - Parameter error: of reading; a failure is itself.
    init(reading file: SourceFile, _ error: any Error) {
        switch error {
        case let failure as TransferFailure:
            self = failure
        case CSVError.unclosedQuote:
            self.init(.file, "\(file.name), \(error). Close it there, or double it if it is meant as a character in a quoted cell")
        case CSVError.rowTooLong:
            self.init(.file, "\(file.name), \(error). Look for a quote in it that should not be there")
        default:
            self.init(.file, "\(file.name): \(error)")
        }
    }
}
