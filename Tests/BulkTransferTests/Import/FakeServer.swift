import BulkClient
import BulkFormats
import BulkModel
import BulkTesting
import Foundation
import Synchronization

@testable import BulkTransfer

/// A server of the bulk write API in memory: what it stores, and where a call of it goes wrong. A row becomes a record if its first cell has
/// text.
final class FakeServer: Transport {
    /// What goes wrong with a call.
    enum Trouble: Hashable, Sendable {
        /// The connection isn't made.
        case unreached
        /// The request is lost on its way, which nobody can tell from a lost answer.
        case requestLost
        case answerLost
        case answer(status: Int, retryAfter: Int? = nil)
        /// The client's process dies before the request goes out, or behind the answer.
        case crashBefore
        case crashAfter
    }

    /// The end of the client's process.
    struct Crash: Error {}

    struct Upload {
        var tables: [(name: String, header: [String], rows: [(line: Int, cells: [String])])]
    }

    struct Job {
        var id: String
        var resources: JSONValue
        var upload: Upload
        /// Of each table, the rows that have an outcome.
        var handled: [Int]
        var state: String
        var looks = 0
    }

    struct State {
        var uploads: [String: Upload] = [:]
        var jobs: [String: Job] = [:]
        var keys: [String: String] = [:]
        /// First cells of all records, by module.
        var records: [String: [String]] = [:]
        var calls: [String] = []
        var troubles: [Int: Trouble] = [:]
        /// Rows after which a job breaks off, by the job's number, and the state it is in then.
        var breaks: [Int: (rows: Int, state: String)] = [:]
        var hasResults = true
        var nextID = 1_000
    }

    let isLongshore: Bool
    let state = Mutex(State())

    init(isLongshore: Bool) {
        self.isLongshore = isLongshore
    }

    var records: [String] { state.withLock { $0.records["Leads"] ?? [] } }
    var calls: [String] { state.withLock { $0.calls } }

    func trouble(_ trouble: Trouble, at call: Int) {
        state.withLock { $0.troubles[call] = trouble }
    }

    /// The number of the first call from now on that begins so, on a server that answers as this one has.
    func call(_ beginning: String, in calls: [String]) -> Int {
        calls.firstIndex { $0.hasPrefix(beginning) } ?? -1
    }

    func send(_ request: TransportRequest) async throws -> TransportAnswer {
        let path = String(request.url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
        let trouble = state.withLock { state in
            defer { state.calls.append("\(request.method) \(path)") }
            return state.troubles[state.calls.count]
        }
        switch trouble {
        case .unreached: throw TransportFailure("nothing listens there", mayHaveArrived: false)
        case .requestLost: throw TransportFailure("the connection was closed", mayHaveArrived: true)
        case .crashBefore: throw Crash()
        case .answer(let status, let retryAfter):
            return TransportAnswer(
                status: status, headers: retryAfter.map { ["retry-after": String($0)] } ?? [:],
                bytes: Array(#"{"code":"TROUBLE","message":"no","details":{},"status":"error"}"#.utf8))
        default: break
        }
        let answer = try answer(request, path)
        switch trouble {
        case .answerLost: throw TransportFailure("the connection was closed", mayHaveArrived: true)
        case .crashAfter: throw Crash()
        default: return answer
        }
    }

    private func answer(_ request: TransportRequest, _ path: String) throws -> TransportAnswer {
        if path.hasSuffix("/upload") { return try upload(request) }
        if request.method == "POST", path.hasSuffix("/write") { return try create(request) }
        let parts = path.split(separator: "/").map(String.init)
        if path.hasPrefix("/crm/bulk/") { return details(parts[4]) }
        if path.hasPrefix("/result/") { return try result(parts[1]) }
        guard isLongshore, path.hasPrefix("/longshore/v1/jobs/") else { return Self.json(404, ["code": "INVALID_URL_PATTERN"]) }
        if path.hasSuffix("/actions/retry") { return retry(parts[3]) }
        if path.contains("/report?") { return report(parts[3]) }
        return managed(parts[3])
    }

    private func upload(_ request: TransportRequest) throws -> TransportAnswer {
        guard case .file(let path, _, _, _) = request.body else { return Self.json(400, ["code": "NO_FILE"]) }
        let tables = try ZIPArchive(path: path).entries.map { entry in
            let reader = try SourceTable.open(written: SourceFile(path: path, entry: entry.name, name: entry.name))
            var rows: [(line: Int, cells: [String])] = []
            while try reader.next() {
                rows.append((reader.line, (0..<reader.count).map { String(decoding: reader.raw($0), as: UTF8.self) }))
            }
            return (name: entry.name, header: rows[0].cells, rows: Array(rows.dropFirst()))
        }
        return state.withLock { state in
            state.nextID += 1
            state.uploads[String(state.nextID)] = Upload(tables: tables)
            return Self.json(200, ["status": "success", "details": ["file_id": .string(String(state.nextID))]])
        }
    }

    private func create(_ request: TransportRequest) throws -> TransportAnswer {
        guard case .bytes(let bytes) = request.body else { return Self.json(400, ["code": "REQUEST_BODY_NOT_SUPPORTED"]) }
        let body = try JSONValue(parsing: bytes)
        let key = isLongshore ? request.headers.first { $0.name == "Idempotency-Key" }?.value : nil
        return state.withLock { state in
            if let key, let job = state.keys[key] { return Self.json(201, ["details": ["id": .string(job)]]) }
            guard let upload = body["resource"]?[0]?["file_id"]?.string.flatMap({ state.uploads[$0] }) else {
                return Self.json(400, ["code": "INVALID_FILE_ID", "message": "improper file id", "status": "error"])
            }
            state.nextID += 1
            let id = String(state.nextID)
            if let key { state.keys[key] = id }
            var job = Job(
                id: id, resources: body["resource"] ?? .null, upload: upload, handled: upload.tables.map { _ in 0 }, state: "COMPLETED")
            let end = state.breaks[state.jobs.count]
            Self.work(&job, upTo: end?.rows ?? .max, &state)
            if let end { job.state = end.state }
            state.jobs[id] = job
            return Self.json(201, ["status": "success", "details": ["id": .string(id)]])
        }
    }

    /// Handles rows behind those that are.
    private static func work(_ job: inout Job, upTo limit: Int, _ state: inout State) {
        for (index, table) in job.upload.tables.enumerated() {
            let module = job.resources[index]?["module"]?["api_name"]?.string ?? ""
            for row in table.rows.dropFirst(job.handled[index]).prefix(limit - job.handled[index]) {
                if !isRefused(row.cells) { state.records[module, default: []].append(row.cells[0]) }
                job.handled[index] += 1
            }
        }
        job.state = "COMPLETED"
    }

    private static func isRefused(_ cells: [String]) -> Bool {
        cells.first?.isEmpty ?? true
    }

    private func details(_ id: String) -> TransportAnswer {
        state.withLock { state in
            guard var job = state.jobs[id] else { return Self.json(404, ["code": "RESOURCE_NOT_FOUND"]) }
            job.looks += 1
            state.jobs[id] = job
            if job.looks == 1 { return Self.json(200, ["id": .string(id), "status": "ADDED", "resource": []]) }
            let isComplete = job.state == "COMPLETED"
            let resources = job.upload.tables.enumerated().map { index, table -> JSONValue in
                let refused = table.rows.prefix(job.handled[index]).count { Self.isRefused($0.cells) }
                let added = job.handled[index] - refused
                return [
                    "module": job.resources[index]?["module"] ?? .null, "status": isComplete ? "COMPLETED" : "FAILED",
                    "code": isComplete ? "COMPLETED" : "INTERNAL_SERVER_ERROR",
                    "file": [
                        "name": .string(table.name), "added_count": .integer(added), "updated_count": 0,
                        "skipped_count": .integer(table.rows.count - added), "total_count": .integer(table.rows.count),
                    ],
                ]
            }
            var members: [(String, JSONValue)] = [
                ("id", .string(id)), ("status", isComplete ? "COMPLETED" : "FAILED"), ("resource", .array(resources)),
            ]
            if job.handled.contains(where: { $0 > 0 }) {
                members.append(("result", ["download_url": .string("http://server/result/\(id)")]))
            }
            return Self.json(200, .object(JSONObject(members)))
        }
    }

    private func managed(_ id: String) -> TransportAnswer {
        state.withLock { state in
            guard let job = state.jobs[id] else { return Self.json(404, ["code": "RESOURCE_NOT_FOUND"]) }
            let failure: JSONValue = job.state == "FAILURE" ? ["code": "INTERNAL_SERVER_ERROR", "message": "out of luck"] : .null
            return Self.json(200, ["id": .string(id), "state": .string(job.state), "failure": failure])
        }
    }

    private func retry(_ id: String) -> TransportAnswer {
        state.withLock { state in
            guard var job = state.jobs[id] else { return Self.json(404, ["code": "RESOURCE_NOT_FOUND"]) }
            Self.work(&job, upTo: .max, &state)
            state.jobs[id] = job
            return Self.json(202, ["id": .string(id), "state": "ADDED"])
        }
    }

    private func report(_ id: String) -> TransportAnswer {
        state.withLock { state in
            guard state.hasResults, let job = state.jobs[id] else { return Self.json(404, ["code": "RESOURCE_NOT_FOUND"]) }
            var text = ""
            for (index, table) in job.upload.tables.enumerated() {
                for (number, row) in table.rows.enumerated() where number >= job.handled[index] || Self.isRefused(row.cells) {
                    let isRefused = number < job.handled[index]
                    let error: JSONValue = [
                        "code": "MANDATORY_NOT_FOUND", "field": "Last_Name", "column": .string(table.header[0]),
                        "hint": "Last Name must not be empty: fill the cell, or map a default value.",
                    ]
                    let line: JSONValue = [
                        "module": job.resources[index]?["module"]?["api_name"] ?? .null, "line": .integer(row.line),
                        "status": isRefused ? "SKIPPED" : "UNPROCESSED", "record_id": .null, "errors": isRefused ? [error] : [],
                    ]
                    text += line.description + "\n"
                }
            }
            return TransportAnswer(status: 200, bytes: Array(text.utf8))
        }
    }

    private func result(_ id: String) throws -> TransportAnswer {
        let job = state.withLock { $0.hasResults ? $0.jobs[id] : nil }
        guard let job else { return Self.json(403, ["x-info": "Link not valid", "info": "Forbidden"]) }
        let files = job.upload.tables.enumerated().map { index, table in
            var lines = [table.header[0] + ",STATUS,RECORD_ID,ERRORS"]
            for (number, row) in table.rows.enumerated() {
                let isHandled = number < job.handled[index]
                let isRefused = Self.isRefused(row.cells)
                let end = isHandled ? (isRefused ? "SKIPPED,,MANDATORY_NOT_FOUND-\(table.header[0])" : "ADDED,7,") : "UNPROCESSED,,"
                lines.append((row.cells.first.map { "\"\($0)\"" } ?? "") + "," + end)
            }
            let module = job.resources[index]?["module"]?["api_name"]?.string ?? ""
            return (name: "\(module)-\(table.name)", content: Data(lines.joined(separator: "\n").utf8))
        }
        return TransportAnswer(status: 200, bytes: Array(try AppTester.archive(files)))
    }

    private static func json(_ status: Int, _ body: JSONValue) -> TransportAnswer {
        TransportAnswer(status: status, bytes: Array(body.description.utf8))
    }
}
