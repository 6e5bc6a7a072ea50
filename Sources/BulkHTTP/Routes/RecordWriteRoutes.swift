import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Inserting, updating and upserting records. (platform specification, section 14.2)
struct RecordWriteRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.post, "/crm/{version}/{module}", cost: .records, handler: insert),
            Route(.put, "/crm/{version}/{module}", cost: .records, handler: update),
            Route(.put, "/crm/{version}/{module}/{record}", handler: updateOne),
            Route(.post, "/crm/{version}/{module}/upsert", cost: .records, handler: upsert),
        ]
    }

    @Sendable private func insert(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .create)
        return try await write(.insert, records, request)
    }

    @Sendable private func update(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .update)
        return try await write(.update, records, request)
    }

    /// The id in the path is the record's, whatever the body says.
    @Sendable private func updateOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .update)
        return try await write(.update, records, request, id: try context.parameters.require("record"))
    }

    @Sendable private func upsert(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .create)
        guard records.call.caller.scopes.allows("ZohoCRM.modules.\(records.module.scopeName)", .update) else {
            throw BulkError.platformScopeMismatch
        }
        return try await write(.upsert, records, request)
    }

    private func write(_ operation: WriteOperation, _ records: RecordCall, _ request: Request, id: String? = nil) async throws -> Response {
        let call = records.call
        guard operation == .update ? records.module.traits.isEditable : records.module.traits.isCreatable else {
            throw BulkError.moduleNotSupportedInAPI
        }
        try await engine.authorize(call.caller, permissions(operation, records.module))
        do {
            var submission = try RecordSubmissionBody.decode(
                try await call.body(), operation, unmodifiedSince: try request.unmodifiedSince(for: call.caller))
            if !call.version.has(.lineItemsAreSubforms) {
                submission.records = LineItemSubmission.translated(submission.records, of: records.module)
            }
            if let id { try submission.name(id) }
            let outcomes = try await engine.write(submission, to: records.module, schema: call.schema, for: call.caller)
            return RecordActionBody(
                outcomes: outcomes, version: call.version, offsets: UTCOffsets.cached(named: call.caller.user.timeZone),
                tellsAction: operation == .upsert
            ).answer.response(to: request)
        } catch let error as BulkError where !call.version.has(.errorPlaces) {
            throw error.withoutPath
        }
    }

    private func permissions(_ operation: WriteOperation, _ module: Module) -> [String] {
        let create = Profile.create(module.apiName)
        let edit = Profile.edit(module.apiName)
        return switch operation {
        case .insert: [create]
        case .update: [edit]
        case .upsert: [create, edit]
        }
    }
}

extension RecordSubmission {
    /// Gives the only record its id.
    fileprivate mutating func name(_ id: String) throws {
        guard records.count == 1 else { throw BulkError.tooManyRecords(limit: 1) }
        guard var record = records[0].object else { return }
        record["id"] = .string(id)
        records[0] = .object(record)
    }
}

extension BulkError {
    /// Up to v2, errors name fields and not their places. (platform specification, section 6.1)
    fileprivate var withoutPath: BulkError {
        var details = details
        details["json_path"] = nil
        return BulkError(code, message, details: details)
    }
}

extension Request {
    /// The moment after which a record must not have been changed, so that a change of somebody else is not undone unseen.
    /// - Throws: `INVALID_DATA` for what is no time.
    func unmodifiedSince(for caller: Caller) throws -> Date? {
        try HeaderTime.seconds(of: .ifUnmodifiedSince, in: self, for: caller).map { Date(timeIntervalSince1970: Double($0)) }
    }
}
