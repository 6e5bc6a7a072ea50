import ArgumentParser
import BulkFormats
import BulkTransfer

/// How the file is written; what nobody says is found.
struct ImportSourceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Encoding of the files, such as windows-1252 (default: found out).", valueName: "name"))
    var encoding: String?
    @Option(
        help: ArgumentHelp(
            "What separates cells: a character, or the word tab, comma, semicolon, bar or colon (default: found out).",
            valueName: "character"))
    var delimiter: String?
    @Option(
        help: ArgumentHelp(
            "What protects cells: \" (doubled within), ' (an apostrophe), backslash (\" with \\\" within), or none (default: \").",
            valueName: "quote"))
    var quote: String?
    @Option(help: ArgumentHelp("Lines above the header that are left out.", valueName: "n")) var skipLines: Int?
    @Flag(help: "The file has no header: name columns by number, as in --map 1=Last_Name.") var noHeader = false
    @Flag(help: "The first row is the header, even if it looks like data.") var header = false

    /// - Throws: ``Failure`` for words that say nothing.
    func options() throws -> SourceOptions {
        guard !(noHeader && header) else { throw Failure(.usage, "--header and --no-header exclude each other") }
        if let skipLines, skipLines < 0 { throw Failure(.usage, "--skip-lines takes a number from 0 on") }
        return SourceOptions(
            encoding: try charset(), delimiter: try delimiterByte(), quoting: try quoting(), skippedLines: skipLines,
            hasHeader: noHeader ? false : header ? true : nil)
    }

    private func charset() throws -> CharacterEncoding? {
        try encoding.map { name in
            guard let encoding = CharacterEncoding(name: name) else {
                throw Failure(.usage, "--encoding takes a name such as UTF-8, ISO-8859-1 or windows-1252, not '\(name)'")
            }
            return encoding
        }
    }

    private func delimiterByte() throws -> UInt8? {
        guard let delimiter else { return nil }
        let words = ["tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "pipe": "|", "colon": ":", "space": " "]
        let text = words[delimiter.lowercased()] ?? delimiter
        guard text.utf8.count == 1, let byte = text.utf8.first, byte != 0, !"\"'\r\n".utf8.contains(byte) else {
            throw Failure(.usage, "--delimiter takes one character, or a word such as tab, not '\(delimiter)'")
        }
        return byte
    }

    private func quoting() throws -> CSVQuoting? {
        switch quote?.lowercased() {
        case nil: return nil
        case "\"", "double": return .standard
        case "'", "apostrophe": return .apostrophe
        case "backslash", "\\": return .backslash
        case "none", "": return CSVQuoting.none
        case let word?: throw Failure(.usage, "--quote takes \", ', backslash or none, not '\(word)'")
        }
    }
}
