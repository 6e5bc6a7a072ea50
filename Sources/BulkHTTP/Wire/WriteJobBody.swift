import BulkFormats
import BulkModel
import FoundationEssentials

/// What callers see of a bulk write job, in the shape of their version. (bulk write specification, sections 6.2 and 9.2)
struct WriteJobBody {
    let job: WriteJob
    /// The version of the call that asks.
    let version: APIVersion
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets
    let quirks: Quirks
    /// Absolute; nil if there is no result.
    let downloadURL: String?

    /// The answer to the call that created the job.
    var created: JSONValue {
        [
            "status": "success",
            "code": "SUCCESS",
            "message": "success",
            "details": ["id": .id(job.id), "created_by": author],
        ]
    }

    /// The answer to a call for details.
    var details: JSONValue {
        var members: [(String, JSONValue)] = [("status", .string(status))]
        if job.state != .added, let source = job.request.resources.first?.source {
            members.append(("character_encoding", .string(source.encoding)))
        }
        members.append(("resource", .array(job.request.resources.indices.map(resource))))
        members.append(("id", .id(job.id)))
        if let url = job.callbackURL { members.append(("callback", ["url": .string(url), "method": "post"])) }
        if let downloadURL { members.append(("result", ["download_url": .string(downloadURL)])) }
        members.append(("created_by", author))
        if let ignoreEmpty = job.request.ignoreEmpty { members.append(("ignore_empty", .boolean(ignoreEmpty))) }
        members.append(("operation", .string(job.request.operation.rawValue)))
        members.append(("created_time", createdTime))
        return .object(JSONObject(members))
    }

    /// The service knows nothing of cancelling: to its clients a cancelled job has failed.
    private var status: String {
        switch job.state {
        case .added: "ADDED"
        case .inProgress, .cancelling: quirks[.runningWord] ? "IN PROGRESS" : "INPROGRESS"
        case .completed: "COMPLETED"
        case .failure, .cancelled: "FAILED"
        }
    }

    private var author: JSONValue {
        ["id": .id(job.createdBy.id), "name": .string(job.createdBy.name)]
    }

    private var createdTime: JSONValue {
        let seconds = Int64(job.createdTime.timeIntervalSince1970.rounded(.down))
        return .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
    }

    private func resource(_ position: Int) -> JSONValue {
        let resource = job.request.resources[position]
        let progress = job.progress[position]
        let state = progress.state == .added ? ResourceProgress.State.inProgress : progress.state
        var members: [(String, JSONValue)] = [
            ("status", .string(state.rawValue)),
            ("type", "data"),
            ("module", version.has(.moduleIsObject) ? reference(resource.module) : .string(resource.module.apiName)),
        ]
        if let findBy = resource.findBy { members.append(("find_by", .string(findBy))) }
        if let ignoreEmpty = resource.ignoreEmpty { members.append(("ignore_empty", .boolean(ignoreEmpty))) }
        members.append(("field_mappings", .array(resource.mappings.map(mapping))))
        members.append(("file", file(resource, progress, state)))
        if version.has(.resourceCode) { members.append(("code", .string(code(progress)))) }
        if let failure = progress.failure { members.append(("details", ["reason": .string(failure.message)])) }
        return .object(JSONObject(members))
    }

    private func reference(_ module: ModuleReference) -> JSONValue {
        ["id": .id(module.id), "api_name": .string(module.apiName)]
    }

    private func code(_ progress: ResourceProgress) -> String {
        switch progress.state {
        case .added, .inProgress: "ADDED"
        case .completed: quirks[.resourceCodeWhenDone] ? "COMPLETED" : "SUCCESS"
        case .skipped: "SKIPPED"
        case .failed: progress.failure?.code ?? JobFailure.internalError.code
        }
    }

    private func file(_ resource: WriteResource, _ progress: ResourceProgress, _ state: ResourceProgress.State) -> JSONValue {
        guard job.state != .added else { return ["status": .string(state.rawValue)] }
        return [
            "status": .string(state.rawValue),
            "name": .string(resource.source.fileName),
            "added_count": .integer(progress.added),
            "skipped_count": .integer(progress.skipped),
            "updated_count": .integer(progress.updated),
            "total_count": .integer(resource.source.rows),
        ]
    }

    /// All keys are always there; which exist depends on the version. (section 2)
    private func mapping(_ mapping: FieldMapping) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("api_name", .string(mapping.apiName)),
            ("index", mapping.index.map { .integer($0) } ?? .null),
            ("format", mapping.format.map { .string($0) } ?? .null),
            ("find_by", mapping.findBy.map { .string($0) } ?? .null),
        ]
        if version.has(.resourceCode) { members.append(("module", mapping.module.map { .string($0) } ?? .null)) }
        if version.has(.parentColumnIndex) {
            members.append(("parent_column_index", mapping.parentColumnIndex.map { .integer($0) } ?? .null))
        }
        members.append(("default_value", mapping.defaultValue.map { ["value": .string($0)] } ?? .null))
        return .object(JSONObject(members))
    }
}
