import BulkStore

/// How a query is carried out: every name in it has been found, every number checked.
struct COQLPlan: Sendable {
    var work: Work
    var columns: [COQLResult.Column]
    /// API names of the modules that names in the query lead to through lookups; users aside.
    var joinedModules: [String]

    enum Work: Sendable {
        case scan(RecordScan)
        case aggregation(RecordAggregation)
    }
}
