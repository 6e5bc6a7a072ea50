import BulkFormats
import BulkModel
import FoundationEssentials

/// What callers see of a bulk read job, in the shape of their version. (bulk read specification, sections 5 and 6)
struct ReadJobBody {
    let job: ReadJob
    /// The version of the call that asks.
    let version: APIVersion
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets
    /// Goes on behind the job's batch, if records follow it.
    var nextPageToken: String?

    /// The answer to the call that created the job.
    var created: JSONValue {
        [
            "data": [
                [
                    "status": "success",
                    "code": "ADDED_SUCCESSFULLY",
                    "message": "Added successfully.",
                    "details": [
                        "id": .id(job.id),
                        "operation": "read",
                        "state": .string(JobState.added.rawValue),
                        "created_by": author,
                        "created_time": createdTime,
                    ],
                ]
            ],
            "info": [:],
        ]
    }

    /// The answer to a call for details.
    var details: JSONValue {
        var object = JSONObject([("id", .id(job.id)), ("operation", "read"), ("state", .string(state))])
        if let result { object["result"] = result }
        object["query"] = query
        object["created_by"] = author
        object["created_time"] = createdTime
        object["file_type"] = .string(job.query.fileType.rawValue)
        return ["data": [.object(object)]]
    }

    /// The body of a v2 callback: no wrapper, no author, no times, and text for the details of a failure. (section 7)
    var flatCallback: JSONValue {
        var object = JSONObject([
            ("job_id", .id(job.id)), ("operation", "read"), ("state", .string(state)), ("query", query),
        ])
        if let failure {
            object["result"] = [
                "error_message": [
                    "message": .string(failure.message), "details": "", "status": "error", "code": .string(failure.code),
                ]
            ]
        } else if let result {
            object["result"] = result
        }
        return .object(object)
    }

    /// The service knows nothing of cancelling: to its clients a cancelled job has failed.
    private var state: String {
        switch job.state {
        case .cancelling: JobState.inProgress.rawValue
        case .cancelled: JobState.failure.rawValue
        case .added, .inProgress, .completed, .failure: job.state.rawValue
        }
    }

    private var failure: JobFailure? { job.state == .cancelled ? .cancelled : job.failure }

    private var author: JSONValue {
        ["id": .id(job.createdBy.id), "name": .string(job.createdBy.name)]
    }

    private var createdTime: JSONValue {
        let seconds = Int64(job.createdTime.timeIntervalSince1970.rounded(.down))
        return .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
    }

    private var query: JSONValue {
        let fields = job.query.fields.map { ("fields", JSONValue.strings($0)) }
        let module = ("module", moduleReference)
        let criteria = job.query.criteria.map { ("criteria", CriteriaBody.body($0, version: version)) }
        let page = ("page", JSONValue.integer(job.query.page))
        let view = job.query.view.map { ("cvid", JSONValue.id($0)) }
        let members = version.has(.fieldsFirst) ? [fields, module, criteria, page, view] : [module, criteria, page, fields, view]
        return .object(JSONObject(members.compactMap { $0 }))
    }

    private var moduleReference: JSONValue {
        version.has(.moduleIsObject)
            ? ["id": .id(job.query.module.id), "api_name": .string(job.query.module.apiName)]
            : .string(job.query.module.apiName)
    }

    /// Present only once the job has ended.
    private var result: JSONValue? {
        if let result = job.result {
            let perPage = ("per_page", JSONValue.integer(result.perPage))
            let url = ("download_url", JSONValue.string("/crm/bulk/\(job.version.rawValue)/read/\(job.id)/result"))
            let count = ("count", JSONValue.integer(result.count))
            let members =
                [("page", JSONValue.integer(result.page))]
                + (version.has(.fieldsFirst) ? [perPage, count, url] : [count, url, perPage])
                + [("more_records", .boolean(result.moreRecords))]
            var object = JSONObject(members)
            if version.has(.pageToken), let nextPageToken { object["next_page_token"] = .string(nextPageToken) }
            return .object(object)
        }
        return failure.map { failure in
            [
                "error_message": [
                    "status": "error", "code": .string(failure.code), "message": .string(failure.message), "details": [:],
                ]
            ]
        }
    }
}
