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
        var object = JSONObject([("id", .id(job.id)), ("operation", "read"), ("state", .string(job.state.rawValue))])
        if let result { object["result"] = result }
        object["query"] = query
        object["created_by"] = author
        object["created_time"] = createdTime
        object["file_type"] = .string(job.query.fileType.rawValue)
        return ["data": [.object(object)]]
    }

    private var author: JSONValue {
        ["id": .id(job.createdBy.id), "name": .string(job.createdBy.name)]
    }

    private var createdTime: JSONValue {
        let seconds = Int64(job.createdTime.timeIntervalSince1970.rounded(.down))
        return .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
    }

    private var query: JSONValue {
        var query = JSONObject()
        if let fields = job.query.fields { query["fields"] = .strings(fields) }
        query["module"] =
            version.has(.moduleIsObject)
            ? ["id": .id(job.query.module.id), "api_name": .string(job.query.module.apiName)]
            : .string(job.query.module.apiName)
        query["page"] = .integer(job.query.page)
        return .object(query)
    }

    /// Present only once the job has ended.
    private var result: JSONValue? {
        if let result = job.result {
            return [
                "page": .integer(result.page),
                "per_page": .integer(result.perPage),
                "count": .integer(result.count),
                "download_url": .string("/crm/bulk/\(job.version.rawValue)/read/\(job.id)/result"),
                "more_records": .boolean(result.moreRecords),
            ]
        }
        return job.failure.map { failure in
            [
                "error_message": [
                    "status": "error", "code": .string(failure.code), "message": .string(failure.message), "details": [:],
                ]
            ]
        }
    }
}
