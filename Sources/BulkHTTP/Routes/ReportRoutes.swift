import BulkEngine
import BulkModel
import Hummingbird

/// Longshore's own account of what became of each row of an import.
struct ReportRoutes {
    let engine: Engine

    var routes: [Route] {
        [Route(.get, "/longshore/v1/jobs/{job}/report", handler: report)]
    }

    @Sendable private func report(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let job = try context.parameters.require("job")
        let format = try choice("format", request, default: ImportReport.Format.csv)
        let report = try await engine.report(
            of: job, module: request.uri.queryParameters["module"].map(String.init), format: format,
            selection: try choice("only", request, default: ImportReport.Selection.all), for: caller)
        return Response(
            status: .ok,
            headers: [
                .contentType: format == .csv ? "text/csv;charset=UTF-8" : "application/jsonl;charset=UTF-8",
                .contentDisposition: "attachment;filename*=UTF-8''\(job).\(format.rawValue)",
            ],
            body: ResponseBody { writer in
                while let bytes = try await report.next() { try await writer.write(ByteBuffer(bytes: bytes)) }
                try await writer.finish(nil)
            })
    }

    /// - Throws: `INVALID_DATA` with the values there are.
    private func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ request: Request, default preset: Choice
    ) throws -> Choice where Choice.RawValue == String {
        guard let text = request.uri.queryParameters[Substring(name)] else { return preset }
        guard let choice = Choice(rawValue: String(text)) else {
            throw BulkError.unsupportedValue(name, path: "$.\(name)", supported: Choice.allCases.map(\.rawValue))
        }
        return choice
    }
}
