import BulkEngine
import BulkModel
import Hummingbird

/// The bodies of the upload and download hosts, which are unlike all others. (bulk write specification, sections 4.4 and 9.4)
enum HostError {
    static let unauthorized = JSONAnswer(status: .unauthorized, body: ["ERROR_CODE": 401, "ERROR_MESSAGE": "Unauthorized Error"])

    static let linkNotValid = JSONAnswer(
        status: .forbidden, body: ["x-info": "Link not valid", "info": "Forbidden", "http_status": "403"])

    /// - Parameter version: the older ones list the headers in another way.
    static func badHeaders(_ version: APIVersion) -> JSONAnswer {
        let names = version.has(.parentColumnIndex) ? "feature, X-CRM-ORG" : "feature:X-CRM-ORG"
        return JSONAnswer(
            status: .badRequest,
            body: [
                "ERROR_MESSAGE": "Bad Request", "ERROR_CODE": 400, "x-error": .string("check if headers [\(names)] are present and valid"),
            ])
    }

    /// Who sends a request; nil for nobody known.
    static func caller(of request: Request, _ engine: Engine) async throws -> Caller? {
        do {
            return try await engine.caller(of: request)
        } catch let error as BulkError where error.code == .invalidToken || error.code == .authenticationFailure {
            return nil
        }
    }
}
