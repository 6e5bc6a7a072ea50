import BulkClient
import BulkFormats
import BulkTransfer
import Foundation

/// The files of an import, each read to its end once.
struct ImportTables {
    struct Table {
        /// API name.
        let module: String
        var table: SourceTable
        /// What was said about the file.
        let options: SourceOptions
        /// Of a child: its column and its parent's that are the same, from 0.
        var join: (column: Int, parentColumn: Int)?
    }

    /// The parent first.
    let tables: [Table]
    /// What a person should know before anything begins.
    let notes: [String]

    /// - Throws: ``Failure``, `TransferFailure`.
    init(
        target: ImportTarget, module: String, children: ImportChildOptions, columns: ImportColumnOptions, source: SourceOptions,
        spoolingInto folder: String
    ) throws {
        let found = try SourceFile.search(target.file, spoolingInto: folder)
        var files = found.files
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
        let leftOut = files.filter { $0 != parent }.map { $0.entry ?? $0.name } + found.others
        notes =
            leftOut.isEmpty
            ? [] : ["\(target.file): \(Self.list(leftOut)) \(leftOut.count == 1 ? "is" : "are") in the archive too, and left out"]
        var source = source
        if named.isEmpty { source.lastColumn = columns.lastNumber }
        let table = try SourceTable(inspecting: parent, options: source)
        var tables = [Table(module: module, table: table, options: source)]
        // The form of a child's file is its own.
        let childOptions = SourceOptions(encoding: source.encoding)
        for (index, child) in named.enumerated() {
            let childTable = try SourceTable(inspecting: childFiles[index], options: childOptions)
            let text = children.join.indices.contains(index) ? children.join[index] : nil
            let join = try Self.join(childTable, to: table, text)
            tables.append(Table(module: child.module, table: childTable, options: childOptions, join: join))
        }
        self.tables = tables
    }

    /// The file of a child: one of its own, or one of the parent's archive.
    private static func take(_ path: String, from files: inout [SourceFile], spoolingInto folder: String) throws -> SourceFile {
        if !FileManager.default.fileExists(atPath: path) {
            if let index = files.firstIndex(where: { $0.entry == path }) { return files.remove(at: index) }
            let named = files.indices.filter { files[$0].name == path }
            guard named.count < 2 else {
                throw Failure(.usage, "the archive holds \(list(named.map { files[$0].entry ?? path })): name one with its folder")
            }
            if let index = named.first { return files.remove(at: index) }
        }
        guard path != "-" else { throw Failure(.usage, "only the parent's rows can come from standard input") }
        let found = try SourceFile.find(at: path, spoolingInto: folder)
        guard found.count == 1 else {
            throw Failure(.usage, "\(path) holds \(found.map(\.name).joined(separator: ", ")); a child has one file")
        }
        return found[0]
    }

    /// The only file, or the only one that is called like the module.
    private static func parent(in files: [SourceFile], module: String, of path: String) throws -> SourceFile {
        if files.count == 1 { return files[0] }
        guard let last = files.last else { throw Failure(.usage, "\(path) holds no file but those of children") }
        let named = files.filter { $0.name.lowercased() == "\(module).csv".lowercased() }
        if named.count == 1 { return named[0] }
        throw Failure(
            .usage,
            "\(path) holds \(list(files.map { $0.entry ?? $0.name })): unpack it and import them one by one; or name those of children, as in --child MODULE=\(last.entry ?? last.name)"
        )
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " and \(names.count - 10) others" : "")
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
