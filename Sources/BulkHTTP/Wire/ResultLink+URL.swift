import BulkEngine
import BulkModel

extension ResultLink {
    /// Absolute, since official clients take anything else for a path of their own making.
    /// - Parameters:
    ///   - base: scheme, host and port.
    ///   - version: of the call that asks. (bulk write specification, sections 2 and 9.4)
    func url(from base: String, version: APIVersion) -> String {
        let segment = version.has(.parentColumnIndex) ? version.rawValue : APIVersion.v2.rawValue
        return "\(base)/\(segment)/crm/\(zgid)/bulk-write/\(job)/\(job).zip?expires=\(expires)&signature=\(signature)"
    }
}
