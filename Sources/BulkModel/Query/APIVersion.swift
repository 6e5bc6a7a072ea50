/// A version of the API. What a version can do is asked by name; nothing outside this file compares version numbers.
public enum APIVersion: String, Sendable, Codable, CaseIterable {
    case v2
    case v2_1 = "v2.1"
    case v3, v4, v5, v6, v7, v8

    /// What sets versions apart. (bulk read specification, section 2)
    public enum Ability: Sendable {
        /// `module` is an object `{"id","api_name"}`, not a string.
        case moduleIsObject
        /// A criterion names its field as `field.api_name`, not as `api_name`.
        case criterionFieldIsObject
        /// A criterion in an answer has `"type":"value"`.
        case criterionType
        /// `query` is echoed with the fields first; in v2 the module is.
        case fieldsFirst
        /// A callback has the body of the details call; in v2 it is flat.
        case callbackIsDetails
        /// A query goes on by `page_token`.
        case pageToken
        /// Errors `VALUE_TYPE_NOT_SUPPORTED` and `INVALID_REQUEST` exist.
        case valueTypeErrors
        /// Error `INVALID_DATA` exists.
        case truthValueErrors
        /// Errors `REQUEST_BODY_NOT_SUPPORTED` and `CVID_NOT_SUPPORTED` exist.
        case structureErrors
        /// Either of the bulk and module scopes is enough to look at a job.
        case eitherScopeReadsJobs
        /// A resource of a bulk write job has a `code`, and its mappings a `module`.
        case resourceCode
        /// A mapping has `parent_column_index`, result addresses carry the version, and upload errors list headers with commas.
        case parentColumnIndex
        /// Error `COEXISTENCE_NOT_ALLOWED` exists.
        case coexistenceError
        /// Bulk write has an error `INVALID_CALLBACK_METHOD`; bulk read always had.
        case callbackMethodError
        /// The download is called `application/zip` rather than `application/x-download`.
        case zipMediaType

        // Metadata (platform specification, section 17)

        /// Fields tell how they are shown, filtered and permitted; layouts and sections have types; views an access type.
        case displayProperties
        /// A field's `length` may be null, and one view comes without `info`; clients of the first generation live with neither.
        case leanMetadata
        /// Errors of metadata say where in the path or the parameters they lie; v2 has empty details.
        case errorPlaces
        /// Views name the fields of their columns and criteria by objects, not by text.
        case viewFieldsAreObjects
        /// Modules inside of fields are objects, and subforms are an `associated_module`.
        case metadataObjects
        /// `status` of a layout is a word, not a number.
        case layoutStatusIsText
        /// `id` and `Converted__s` are listed among the fields.
        case recordIDIsField
        /// Modules have a `status`, and a list of them can be filtered by it; before, they are `visible`.
        case moduleStatus
        /// `tab_traversal` of a section is a word, not a number.
        case tabTraversalIsText
        /// Fields tell what may be customised, modules how many profiles they have; seven `…_supported` flags are gone.
        case customization
        /// Modules and fields list the layouts they belong to.
        case layoutAssociations
        /// `display_field` of a module is an object, not text.
        case displayFieldIsObject
        /// A multi-select lookup has `linking_details` and `connected_details` besides the older members.
        case linkingDetails
        /// Modules and fields can be made and changed.
        case schemaChanges
        /// Custom views can be made and changed.
        case viewChanges

        // Organisation and users (platform specification, section 17)

        /// An organisation tells how its roles are ordered.
        case hierarchyPreferences
        /// An organisation tells of lite users, pages and sign-in.
        case organizationPreferences
        /// An organisation has a `type` and a `created_time`.
        case organizationType
        /// Users tell how they like names and numbers; before, they have territories.
        case userPreferences

        // COQL (platform specification, section 15)

        /// Queries give more rows at once, reach further, and have longer lists.
        case largeQueries
        /// Lookups in results have a name, and results can tell of their fields.
        case queryMetadata

        /// The number that errors give the first version by which it can be done.
        public var firstVersionNumber: Int { Int(firstVersion.rawValue.dropFirst().prefix(1)) ?? 0 }

        // Records (platform specification, sections 14 and 17)

        /// Line items are subforms under names of their own; before, they are `Product_Details` with keys of their own.
        case lineItemsAreSubforms
        /// Records tell their `$approval_state`.
        case approvalState
        /// Lists of records need `fields`, go on by page tokens, and tell their order.
        case recordPageTokens
        /// A call whose records differ in outcome is answered with 207, not with 202.
        case multiStatus
        /// All errors of a record are told, not the first alone.
        case multipleErrors
    }

    public func has(_ ability: Ability) -> Bool {
        self >= ability.firstVersion
    }
}

extension APIVersion: Comparable {
    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.position < rhs.position
    }

    private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension APIVersion.Ability {
    fileprivate var firstVersion: APIVersion {
        switch self {
        case .moduleIsObject, .fieldsFirst, .criterionFieldIsObject, .eitherScopeReadsJobs, .callbackIsDetails,
            .resourceCode, .displayProperties, .leanMetadata, .errorPlaces, .viewFieldsAreObjects,
            .hierarchyPreferences, .userPreferences, .lineItemsAreSubforms, .approvalState, .multipleErrors:
            .v2_1
        case .recordPageTokens, .parentColumnIndex, .metadataObjects, .layoutStatusIsText, .organizationPreferences, .multiStatus: .v3
        case .recordIDIsField: .v4
        case .structureErrors, .moduleStatus: .v5
        case .valueTypeErrors, .coexistenceError, .callbackMethodError, .tabTraversalIsText, .customization, .organizationType,
            .schemaChanges:
            .v6
        case .pageToken, .layoutAssociations, .displayFieldIsObject, .largeQueries, .queryMetadata: .v7
        case .zipMediaType, .criterionType, .truthValueErrors, .linkingDetails, .viewChanges: .v8
        }
    }
}
