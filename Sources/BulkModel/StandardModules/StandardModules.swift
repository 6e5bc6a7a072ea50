import FoundationEssentials

/// The modules every organisation starts with, from the catalogue that is part of the binary.
public enum StandardModules {
    /// Optional features of the service that bring fields of their own; an organisation has none unless told.
    public enum Feature: String, Sendable, CaseIterable {
        case multiCurrency = "multi_currency"
        case territoryManagement = "territory_management"
        case gdpr
        case visitorTracking = "visitor_tracking"
        case multipleLayouts = "multiple_layouts"
        case pipelineEnabled = "pipeline_enabled"
        case jobSheets = "job_sheets"
        case newerOrgs = "newer_orgs"
    }

    /// The features a new organisation has: those that newer organisations of the service come with.
    public static let defaultFeatures: Set<Feature> = [.newerOrgs, .pipelineEnabled]

    /// A standard module before it has ids.
    public struct Template: Sendable {
        /// What goes behind the organisation's prefix to make the module's usual id; nil where any number will do.
        public let idSuffix: Int64?
        /// The module, with zero for every id.
        public let module: Module
    }

    /// The standard modules in catalogue order.
    public static func templates(features: Set<Feature> = defaultFeatures) -> [Template] {
        catalogue.modules.map { $0.template(features: features) }
    }

    /// The fields of a new custom module, with zero for every id.
    public static func customModuleFields(singularLabel: String, features: Set<Feature> = defaultFeatures) -> [Field] {
        catalogue.customModuleFields
            .filter { $0.exists(in: features) }
            .map {
                var field = $0.field
                field.label = field.label.replacing("{singular_label}", with: singularLabel)
                return field
            }
    }

    /// What metadata says of standard modules, by API name.
    static let traits = Dictionary(uniqueKeysWithValues: catalogue.modules.map { ($0.api_name, $0.traits) })

    private static let catalogue: Catalogue = {
        do {
            return try JSONDecoder().decode(Catalogue.self, from: Data(PackageResources.standard_modules_json))
        } catch {
            // The catalogue is compiled in and a test decodes it: a binary that can't read it is broken as a whole.
            fatalError("the built-in catalogue of standard modules is unreadable: \(error)")
        }
    }()
}
