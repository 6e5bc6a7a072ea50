/// An error a caller of the API sees: a stable code, a message, and details that say where to look.
public struct BulkError: Error, Hashable, Sendable {
    public let code: Code
    public let message: String
    /// Always an object, empty where there is nothing to add.
    public let details: JSONObject
    /// Seconds after which the same call may be answered otherwise, for the header `Retry-After`; nil where nobody can say.
    public let retryAfter: Int?

    public init(_ code: Code, _ message: String, details: JSONObject = JSONObject(), retryAfter: Int? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.retryAfter = retryAfter
    }

    /// The documented names of errors. A struct, so that a code can be added without breaking a switch elsewhere.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public let name: String

        public var description: String { name }
    }
}

extension BulkError: CustomStringConvertible {
    public var description: String { "\(code): \(message)" }
}

extension BulkError.Code {
    // Gateway and routing (bulk read specification, section 9.2)
    public static let authenticationFailure = Self(name: "AUTHENTICATION_FAILURE")
    public static let invalidToken = Self(name: "INVALID_TOKEN")
    public static let scopeMismatch = Self(name: "OAUTH_SCOPE_MISMATCH")
    public static let noPermission = Self(name: "NO_PERMISSION")
    public static let authorizationFailed = Self(name: "AUTHORIZATION_FAILED")
    public static let invalidURLPattern = Self(name: "INVALID_URL_PATTERN")
    public static let invalidRequestMethod = Self(name: "INVALID_REQUEST_METHOD")
    public static let tooManyRequests = Self(name: "TOO_MANY_REQUESTS")
    public static let internalError = Self(name: "INTERNAL_ERROR")
    public static let limitExceeded = Self(name: "LIMIT_EXCEEDED")
    public static let badRequest = Self(name: "BAD_REQUEST")

    public static let patternNotMatched = Self(name: "PATTERN_NOT_MATCHED")

    // Metadata (platform specification, section 6.1)
    public static let invalidModule = Self(name: "INVALID_MODULE")
    public static let requiredParamMissing = Self(name: "REQUIRED_PARAM_MISSING")
    public static let apiNotSupported = Self(name: "API_NOT_SUPPORTED")
    public static let notSupported = Self(name: "NOT_SUPPORTED")
    public static let reservedKeyword = Self(name: "RESERVED_KEYWORD_NOT_ALLOWED")
    public static let dependentFieldMissing = Self(name: "DEPENDENT_FIELD_MISSING")
    public static let dependentMismatch = Self(name: "DEPENDENT_MISMATCH")

    // Records (platform specification, section 14.1)
    public static let ambiguityDuringProcessing = Self(name: "AMBIGUITY_DURING_PROCESSING")
    public static let discretePaginationLimitExceeded = Self(name: "DISCRETE_PAGINATION_LIMIT_EXCEEDED")
    public static let paginationLimitExceeded = Self(name: "PAGINATION_LIMIT_EXCEEDED")
    public static let tokenBoundDataMismatch = Self(name: "TOKEN_BOUND_DATA_MISMATCH")
    public static let expiredValue = Self(name: "EXPIRED_VALUE")
    public static let invalidQuery = Self(name: "INVALID_QUERY")

    // COQL (platform specification, section 15)
    public static let syntaxError = Self(name: "SYNTAX_ERROR")
    public static let invalidAlias = Self(name: "INVALID_ALIAS")
    public static let duplicateAlias = Self(name: "DUPLICATE_ALIAS")

    // Records (platform specification, sections 6.1 and 14.3)
    public static let multipleErrors = Self(name: "MULTIPLE_OR_MULTI_ERRORS")
    public static let alreadyModified = Self(name: "ALREADY_MODIFIED")
    public static let recordLocked = Self(name: "RECORD_LOCKED")
    public static let notApproved = Self(name: "NOT_APPROVED")
    public static let cannotProcess = Self(name: "CANNOT_PROCESS")

    // Bulk read (section 9.3)
    public static let mediaTypeNotSupported = Self(name: "MEDIA_TYPE_NOT_SUPPORTED")
    public static let requestBodyIsEmpty = Self(name: "REQUEST_BODY_IS_EMPTY")
    public static let requestBodyNotReadable = Self(name: "REQUEST_BODY_NOT_READABLE")
    public static let requestBodyNotSupported = Self(name: "REQUEST_BODY_NOT_SUPPORTED")
    public static let jobNotSupported = Self(name: "JOB_NOT_SUPPORTED")
    public static let queryNotSupported = Self(name: "QUERY_NOT_SUPPORTED")
    public static let moduleNotAvailable = Self(name: "MODULE_NOT_AVAILABLE")
    public static let moduleNotSupported = Self(name: "MODULE_NOT_SUPPORTED")
    public static let fieldNotAvailable = Self(name: "FIELD_NOT_AVAILABLE")
    public static let fieldNotSupported = Self(name: "FIELD_NOT_SUPPORTED")
    public static let joinLimitExceeded = Self(name: "JOIN_LIMIT_EXCEEDED")
    public static let pageNotSupported = Self(name: "PAGE_NOT_SUPPORTED")
    public static let pageRangeExceeded = Self(name: "PAGE_RANGE_EXCEEDED")
    public static let resourceNotFound = Self(name: "RESOURCE_NOT_FOUND")
    public static let invalidRequest = Self(name: "INVALID_REQUEST")
    public static let viewNotSupported = Self(name: "CVID_NOT_SUPPORTED")
    public static let invalidCallbackURL = Self(name: "INVALID_CALLBACK_URL")
    public static let invalidCallbackMethod = Self(name: "INVALID_CALLBACK_METHOD")

    // Criteria (sections 4.4 and 9.3)
    public static let criteriaNotSupported = Self(name: "CRITERIA_NOT_SUPPORTED")
    public static let invalidCriteria = Self(name: "INVALID_CRITERIA")
    public static let ambiguousCriteria = Self(name: "AMBIGUOUS_CRITERIA")
    public static let ambiguousGroup = Self(name: "AMBIGUOUS_GROUP_IN_CRITERIA")
    public static let groupOperatorNotSupported = Self(name: "GROUP_OPERATOR_NOT_SUPPORTED")
    public static let criteriaLimitExceeded = Self(name: "CRITERIA_LIMIT_EXCEEDED")
    public static let fieldInCriteriaNotAvailable = Self(name: "FIELD_IN_CRITERIA_NOT_AVAILABLE")
    public static let fieldInCriteriaNotSupported = Self(name: "FIELD_IN_CRITERIA_NOT_SUPPORTED")
    public static let comparatorNotSupported = Self(name: "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED")
    public static let fieldAndComparatorNotCompatible = Self(name: "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE")
    public static let fieldAndValueNotCompatible = Self(name: "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE")
    public static let comparatorAndValueNotCompatible = Self(name: "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE")
    public static let comparatorAndEncryptedValueNotCompatible = Self(
        name: "COMPARATOR_AND_ENCRYPTED_VALUE_IN_CRITERIA_NOT_COMPATIBLE")
    public static let valueNotSupported = Self(name: "VALUE_IN_CRITERIA_NOT_SUPPORTED")
    public static let valueLimitExceeded = Self(name: "VALUE_LIMIT_EXCEEDED_IN_CRITERIA")
    public static let valueTypeNotSupported = Self(name: "VALUE_TYPE_NOT_SUPPORTED")
    public static let invalidData = Self(name: "INVALID_DATA")

    // Upload and bulk write (bulk write specification, sections 4.4 and 6.3)
    public static let featureNotSupported = Self(name: "NOT_SUPPORTED_FEATURE")
    public static let mandatoryNotFound = Self(name: "MANDATORY_NOT_FOUND")
    public static let missingRequiredKey = Self(name: "MISSING_REQUIRED_KEY")
    public static let fileTooLarge = Self(name: "FILE_TOO_LARGE")
    public static let invalidFileFormat = Self(name: "INVALID_FILE_FORMAT")
    public static let coexistenceNotAllowed = Self(name: "COEXISTENCE_NOT_ALLOWED")
    public static let invalidFileID = Self(name: "INVALID_FILE_ID")
    public static let fileNotFound = Self(name: "FILE_NOT_FOUND")
    public static let fileNotSupported = Self(name: "FILE_NOT_SUPPORTED")
    public static let headerLimitExceeded = Self(name: "HEADER_LIMIT_EXCEEDED")
    public static let invalidField = Self(name: "INVALID_FIELD")
    public static let invalidFieldName = Self(name: "INVALID_FIELD_NAME")
    public static let columnIndexNotFound = Self(name: "COLUMN_INDEX_NOT_FOUND")
    public static let invalidFormat = Self(name: "INVALID_FORMAT")
    public static let duplicateData = Self(name: "DUPLICATE_DATA")
    public static let mandatoryFieldsNotMapped = Self(name: "MANDATORY_FIELDS_NOT_MAPPED")

    // Managing jobs: Longshore's own
    public static let invalidState = Self(name: "INVALID_STATE")
    public static let idempotencyKeyReused = Self(name: "IDEMPOTENCY_KEY_REUSED")
    public static let rangeNotSatisfiable = Self(name: "RANGE_NOT_SATISFIABLE")

    /// Every code the server answers with; a test looks each up in `docs/errors.md`.
    public static let all: [Self] = [
        authenticationFailure, invalidToken, scopeMismatch, noPermission, authorizationFailed, invalidURLPattern, invalidRequestMethod,
        tooManyRequests, internalError,
        limitExceeded, badRequest, patternNotMatched, invalidModule, requiredParamMissing, apiNotSupported, notSupported, reservedKeyword,
        dependentFieldMissing, dependentMismatch, ambiguityDuringProcessing, discretePaginationLimitExceeded, paginationLimitExceeded,
        tokenBoundDataMismatch, expiredValue, invalidQuery,
        mediaTypeNotSupported, requestBodyIsEmpty, requestBodyNotReadable, requestBodyNotSupported,
        jobNotSupported, queryNotSupported, moduleNotAvailable, moduleNotSupported, fieldNotAvailable,
        fieldNotSupported, joinLimitExceeded, pageNotSupported, pageRangeExceeded, resourceNotFound, invalidRequest,
        viewNotSupported, invalidCallbackURL, invalidCallbackMethod, criteriaNotSupported, invalidCriteria, ambiguousCriteria,
        ambiguousGroup, groupOperatorNotSupported, criteriaLimitExceeded, fieldInCriteriaNotAvailable, fieldInCriteriaNotSupported,
        comparatorNotSupported, fieldAndComparatorNotCompatible, fieldAndValueNotCompatible, comparatorAndValueNotCompatible,
        comparatorAndEncryptedValueNotCompatible, valueNotSupported, valueLimitExceeded, valueTypeNotSupported, invalidData,
        featureNotSupported, mandatoryNotFound, missingRequiredKey, fileTooLarge, invalidFileFormat, coexistenceNotAllowed, invalidFileID,
        fileNotFound, fileNotSupported, headerLimitExceeded, invalidField, invalidFieldName, columnIndexNotFound, invalidFormat,
        duplicateData, mandatoryFieldsNotMapped, syntaxError, invalidAlias, duplicateAlias,
        multipleErrors, alreadyModified, recordLocked, notApproved, cannotProcess, invalidState, idempotencyKeyReused, rangeNotSatisfiable,
    ]
}
