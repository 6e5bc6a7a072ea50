import BulkTransfer

/// Where an export goes, and as what.
struct ExportTarget {
    let output: ExportOrder.Output
    let format: ExportFormat

    /// - Throws: ``Failure`` for a format that there isn't.
    init(module: String, output: String?, format: String?) throws {
        let named = try format.map { name in
            guard let format = ExportFormat(rawValue: name) else {
                let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.usage, "format takes one of \(names), not '\(name)'")
            }
            return format
        }
        self.format = named ?? output.flatMap { ExportFormat(fileName: $0) } ?? .csv
        self.output = output == "-" ? .standardOutput : .file(output ?? "\(module).\(self.format.rawValue)")
    }

    /// What Ctrl-C leaves behind.
    var wordsForInterruption: String {
        switch output {
        case .file(let path):
            "interrupted. Nothing is lost: give the same command again to go on. \(ExportSession.folder(of: path)) holds what there is so far"
        case .standardOutput:
            "interrupted. What went to standard output is no whole export; with -o FILE an export can go on where it stopped"
        }
    }
}
