import BulkClient

/// Names that somebody may have meant who wrote another.
public enum NearNames {
    /// - Parameter names: each with what people see.
    /// - Returns: the nearest first; none if none is near.
    public static func names(near text: String, among names: [(name: String, label: String)]) -> [String] {
        let known = FieldNames(names.map { FieldDescription(apiName: $0.name, label: $0.label, dataType: "text") })
        let same = known.named(text).map(\.apiName)
        return same.isEmpty ? known.near(text).map(\.apiName) : same
    }
}
