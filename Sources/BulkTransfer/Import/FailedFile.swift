import BulkFormats
import BulkModel
import Foundation

/// The file that failed rows are put into, beside the file they come from.
public enum FailedFile {
    /// `leads.failed.csv` for `leads.csv`; `leads.failed-2.csv` for `leads.failed.csv`, and so on. A file of that name that isn't one of
    /// failed rows is left alone, and the next number is taken.
    /// - Parameters:
    ///   - name: of the file that is imported.
    ///   - folder: empty for the current one.
    ///   - taken: paths that are other files' already.
    public static func path(for name: String, in folder: String, taken: Set<String> = []) -> String {
        var base = name
        for suffix in [".csv", ".zip"] where base.lowercased().hasSuffix(suffix) { base.removeLast(suffix.count) }
        var number = 1
        if let match = base.firstMatch(of: /\.failed(?:-(\d{1,6}))?$/) {
            number = (match.1.flatMap { Int($0) } ?? 1) + 1
            base = String(base[..<match.range.lowerBound])
        }
        while true {
            let name = number == 1 ? "\(base).failed.csv" : "\(base).failed-\(number).csv"
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if !taken.contains(path), !FileManager.default.fileExists(atPath: path) || isOurs(path) { return path }
            number += 1
        }
    }

    /// Whether a file is one of failed rows.
    static func isOurs(_ path: String) -> Bool {
        guard let reader = try? SourceTable.open(written: SourceFile(path: path, entry: nil, name: path)),
            (try? reader.next()) == true
        else { return false }
        return (0..<reader.count).contains { String(decoding: reader.value($0), as: UTF8.self) == ReportColumns.first }
    }

    /// Removes the failed rows of an earlier import of the same file.
    static func removeEarlier(at path: String) throws {
        if isOurs(path) { try? FileManager.default.removeItem(atPath: path) }
    }
}
