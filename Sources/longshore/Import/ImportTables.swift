import BulkClient
import BulkFormats
import BulkTransfer
import Foundation

/// The files of an import, each read to its end once.
struct ImportTables {
    struct Table {
        /// API name.
        let module: String
        let table: SourceTable
        /// Of a child: its column and its parent's that are the same, from 0.
        var join: (column: Int, parentColumn: Int)?
    }

    /// The parent first.
    let tables: [Table]

    /// - Throws: ``Failure``, `TransferFailure`.
    init(
        target: ImportTarget, module: String, children: ImportChildOptions, encoding: CharacterEncoding?, spoolingInto folder: String
    ) throws {
        var files = try SourceFile.find(at: target.file, spoolingInto: folder)
        let named = try children.child.map { text -> (module: String, path: String) in
            guard let mark = text.firstIndex(of: "="), mark > text.startIndex, text.index(after: mark) < text.endIndex else {
                throw Failure(.usage, "--child takes a module and a file, such as Secondary=phones.csv, not '\(text)'")
            }
            return (String(text[..<mark]), String(text[text.index(after: mark)...]))
        }
        guard children.join.count <= named.count else { throw Failure(.usage, "there are more --join than --child") }
        guard Set([module] + named.map(\.module)).count == named.count + 1 else {
            throw Failure(.usage, "each module of an import has one file")
        }
        let childFiles = try named.map { child in try Self.take(child.path, from: &files, spoolingInto: folder) }
        let parent = try Self.parent(in: files, module: module, of: target.file)
        let table = try SourceTable(inspecting: parent, encoding: encoding)
        var tables = [Table(module: module, table: table)]
        for (index, child) in named.enumerated() {
            let childTable = try SourceTable(inspecting: childFiles[index], encoding: encoding)
            let text = children.join.indices.contains(index) ? children.join[index] : nil
            let join = try Self.join(childTable, to: table, text)
            tables.append(Table(module: child.module, table: childTable, join: join))
        }
        self.tables = tables
    }

    /// The file of a child: one of its own, or one of the parent's archive.
    private static func take(_ path: String, from files: inout [SourceFile], spoolingInto folder: String) throws -> SourceFile {
        if !FileManager.default.fileExists(atPath: path), let index = files.firstIndex(where: { $0.entry == path || $0.name == path }) {
            return files.remove(at: index)
        }
        guard path != "-" else { throw Failure(.usage, "only the parent's rows can come from standard input") }
        let found = try SourceFile.find(at: path, spoolingInto: folder)
        guard found.count == 1 else {
            throw Failure(.usage, "\(path) holds \(found.map(\.name).joined(separator: ", ")); a child has one file")
        }
        return found[0]
    }

    private static func parent(in files: [SourceFile], module: String, of path: String) throws -> SourceFile {
        if files.count == 1 { return files[0] }
        if let named = files.first(where: { $0.name.lowercased() == "\(module).csv".lowercased() }) { return named }
        throw Failure(
            .usage,
            "\(path) holds \(files.map(\.name).joined(separator: ", ")): import them one by one; or name those of children, as in --child MODULE=\(files[files.count - 1].name)"
        )
    }

    /// - Parameter text: `child's=parent's`, or a name that both have; nil for the only such name.
    private static func join(_ child: SourceTable, to parent: SourceTable, _ text: String?) throws -> (column: Int, parentColumn: Int) {
        guard let text else {
            let shared = child.header.filter { !$0.isEmpty && parent.header.contains($0) && !$0.hasPrefix("LONGSHORE_") }
            guard shared.count == 1 else {
                let what = shared.isEmpty ? "no column" : "the columns \(shared.joined(separator: ", "))"
                throw Failure(
                    .usage,
                    "\(child.file.name) and \(parent.file.name) share \(what); say which parent a row belongs to: --join CHILD_COLUMN=PARENT_COLUMN"
                )
            }
            return try join(child, to: parent, shared[0])
        }
        for mark in text.indices where text[mark] == "=" {
            let names = (String(text[..<mark]), String(text[text.index(after: mark)...]))
            if let column = child.header.firstIndex(of: names.0), let parentColumn = parent.header.firstIndex(of: names.1) {
                return (column, parentColumn)
            }
        }
        if let column = child.header.firstIndex(of: text), let parentColumn = parent.header.firstIndex(of: text) {
            return (column, parentColumn)
        }
        throw Failure(
            .usage,
            "--join \(text): give a column of \(child.file.name) (\(child.header.joined(separator: ", "))) and one of \(parent.file.name) (\(parent.header.joined(separator: ", ")))"
        )
    }
}
