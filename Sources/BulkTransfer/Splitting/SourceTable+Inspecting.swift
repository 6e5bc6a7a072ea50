public import BulkFormats

extension SourceTable {
    /// Reads a file to its end: one that is broken as a whole is refused before anything of it is sent.
    /// - Parameters:
    ///   - encoding: nil to find it: that of the byte-order mark, else UTF-8 if it is nearly all valid as such, else windows-1252.
    ///   - options: what was said about the file.
    /// - Throws: ``TransferFailure`` of the kind ``TransferFailure/Kind/file``, which names the line and what to do.
    public init(inspecting file: SourceFile, encoding: CharacterEncoding? = nil, options: SourceOptions = SourceOptions()) throws {
        var options = options
        if let encoding { options.encoding = encoding }
        do {
            var detector = EncodingDetector()
            if let encoding = options.encoding {
                self = try Self(file, as: encoding, isDetected: false, options) { if encoding == .utf8 { detector.consume($0) } }
                notes += SourceNotes.controls(detector.controls)
                return
            }
            // Most files are UTF-8, so they are read as such while their encoding is found out.
            let first = Result { try Self(file, as: .utf8, isDetected: true, options) { detector.consume($0) } }
            if detector.encoding == .utf8, let table = try? first.get() {
                self = table
                notes += SourceNotes.controls(detector.controls)
                return
            }
            // Reading may have ended early, at a quote that the text in its own encoding doesn't have.
            detector = try EncodingDetector(reading: try file.open())
            if let utf16 = detector.unmarkedUTF16, detector.encoding == .utf8 {
                throw TransferFailure(
                    .file, "\(file.name) looks like \(utf16.name) without a byte-order mark: say so with --encoding \(utf16.name)")
            }
            if detector.encoding == .utf8 {
                self = try first.get()
                return
            }
            guard detector.encoding != .latin1 || detector.looksWestern else {
                throw TransferFailure(
                    .file,
                    "\(file.name) is neither UTF-8 nor like a text in a Western encoding: name its encoding, as in --encoding windows-1251 or Shift_JIS"
                )
            }
            self = try Self(file, as: detector.encoding, isDetected: true, options)
        } catch {
            throw TransferFailure(reading: file, error)
        }
    }

    private init(
        _ file: SourceFile, as encoding: CharacterEncoding, isDetected: Bool, _ options: SourceOptions,
        watch: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws {
        let form = try FormFinder(options).form(of: try Self.text(of: file, as: encoding, isDetected: isDetected))
        self = try TableInspection(of: file, as: encoding, isDetected: isDetected, form: form, lastColumn: options.lastColumn, watch: watch)
            .table
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
