import BulkEngine
import BulkFormats
import BulkModel
import Hummingbird

/// The records of a module: a page of them, and one by its id. (platform specification, section 14.1)
struct RecordRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/{module}", handler: records),
            Route(.get, "/crm/{version}/{module}/{record}", handler: record),
        ]
    }

    @Sendable private func records(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .read)
        let call = records.call
        try await engine.authorize(call.caller, toView: records.module)
        var list = RecordListRequest(version: call.version)
        list.fields = call.parameter("fields")
        list.page = call.parameter("page")
        list.perPage = call.parameter("per_page")
        list.pageToken = call.parameter("page_token")
        list.view = call.parameter("cvid")
        list.sortField = call.parameter("sort_by")
        list.sortOrder = call.parameter("sort_order")
        list.ids = call.parameter("ids")
        list.converted = call.parameter("converted")
        list.approved = call.parameter("approved")
        list.territory = call.parameter("territory_id")
        list.modifiedSince = try call.modifiedSince
        switch try await engine.records(list, of: records.module, for: call.caller) {
        case .nothing: return Response(status: .noContent)
        case .notModified: return Response(status: .notModified)
        case .found(let page):
            return JSONAnswer(body: RecordPageBody(page: page, records: RecordBody(call), properties: call.parameter("fields")).body)
                .response(to: request)
        }
    }

    @Sendable private func record(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .read)
        let call = records.call
        try await engine.authorize(call.caller, toView: records.module)
        guard let id = ObjectID(try context.parameters.require("record")) else { throw records.invalidID }
        let answer = try await engine.record(
            id, of: records.module, fields: call.parameter("fields"), modifiedSince: try call.modifiedSince, version: call.version,
            for: call.caller)
        switch answer {
        case .nothing: return Response(status: .noContent)
        case .notModified: return Response(status: .notModified)
        case .found(let set):
            return JSONAnswer(body: ["data": .array(RecordBody(call).single(set, properties: call.parameter("fields")))])
                .response(to: request)
        }
    }
}

extension RecordBody {
    init(_ call: PlatformCall) {
        self.init(version: call.version, offsets: UTCOffsets.cached(named: call.caller.user.timeZone))
    }
}
