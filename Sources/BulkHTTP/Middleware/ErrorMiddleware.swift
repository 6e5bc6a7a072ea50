import BulkModel
import Hummingbird
import Logging
import NIOCore

/// Turns whatever goes wrong below into the documented JSON; nothing leaves the server without `code`, `message` and `details`.
struct ErrorMiddleware<Context: RequestContext>: RouterMiddleware {
    /// Bytes of a request body, for the message when there are more.
    let bodyLimit: Int
    let quirks: Quirks

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return answer(error, context: context).response(to: request)
        }
    }

    private func answer(_ error: any Error, context: Context) -> JSONAnswer {
        // The code alone doesn't tell: other limits, of a call or an element, are answered with 400.
        if isBodyTooLarge(error) { return JSONAnswer(status: .contentTooLarge, body: ErrorBody.body(.bodyTooLarge(limit: bodyLimit))) }
        return ErrorBody.answer(worded(bulkError(error, context: context)))
    }

    private func isBodyTooLarge(_ error: any Error) -> Bool {
        error is NIOTooManyBytesError || (error as? HTTPError)?.status == .contentTooLarge
    }

    /// Two texts of the gateway are known in two versions. (bulk read specification, section 14)
    private func worded(_ error: BulkError) -> BulkError {
        guard !quirks[.gatewayTexts] else { return error }
        return switch error.code {
        case .scopeMismatch: .platformScopeMismatch
        case .noPermission: BulkError(.noPermission, "permission denied", details: error.details)
        default: error
        }
    }

    private func bulkError(_ error: any Error, context: Context) -> BulkError {
        switch error {
        case let error as BulkError: return error
        case let error as HTTPError where error.status == .notFound: return .invalidURLPattern
        case is OrganizationClosed: return .organizationClosed
        case is CancellationError:
            // The server is shutting down and the client won't wait.
            return .internalError
        default:
            context.logger.error("request failed", metadata: ["error": "\(error)"])
            return .internalError
        }
    }
}
