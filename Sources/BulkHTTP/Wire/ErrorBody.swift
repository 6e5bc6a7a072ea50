import BulkModel
import HTTPTypes
import Hummingbird

/// The one shape of errors, and the HTTP status of each code. (bulk read specification, sections 9.1 to 9.3)
enum ErrorBody {
    static func answer(_ error: BulkError) -> JSONAnswer {
        var answer = JSONAnswer(status: status(of: error.code), body: body(error))
        if let seconds = error.retryAfter { answer.headers[.retryAfter] = String(seconds) }
        return answer
    }

    static func body(_ error: BulkError) -> JSONValue {
        [
            "status": "error", "code": .string(error.code.name), "message": .string(error.message), "details": .object(error.details),
        ]
    }

    /// As an element of an answer tells an error, with the keys in the order of the platform's APIs. (platform specification, section 2.1)
    static func element(_ error: BulkError) -> JSONValue {
        [
            "code": .string(error.code.name), "details": .object(error.details), "message": .string(error.message), "status": "error",
        ]
    }

    static func status(of code: BulkError.Code) -> HTTPResponse.Status {
        switch code {
        case .authenticationFailure, .invalidToken, .scopeMismatch: .unauthorized
        case .noPermission: .forbidden
        case .alreadyModified: .preconditionFailed
        case .invalidURLPattern, .resourceNotFound: .notFound
        case .mediaTypeNotSupported: .unsupportedMediaType
        case .fileTooLarge: .contentTooLarge
        case .rangeNotSatisfiable: .rangeNotSatisfiable
        case .tooManyRequests: .tooManyRequests
        case .internalError: .internalServerError
        default: .badRequest
        }
    }
}
