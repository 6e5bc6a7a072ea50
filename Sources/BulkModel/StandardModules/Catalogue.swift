/// `standard-modules.json` as it is written: keys that have their usual value are left out there.
struct Catalogue: Decodable {
    var modules: [ModuleEntry]
    var customModuleFields: [FieldEntry]

    enum CodingKeys: String, CodingKey {
        case modules
        case customModuleFields = "custom_module_fields"
    }
}

extension Catalogue {
    struct ModuleEntry: Decodable {
        var api_name: String
        var module_name: String
        var singular_label: String
        var plural_label: String
        var generated_type: GeneratedType
        var scope_name: String
        var id_suffix: String?
        var parent_module: String?
        var bulk_read_supported: Bool
        var bulk_write_supported: Bool
        var display_field: String?
        var duplicate_check_field: String?
        var find_by_fields: [String]
        var sequence_number: Int?
        var visibility: Int
        var creatable: Bool
        var editable: Bool
        var deletable: Bool
        var viewable: Bool
        var show_as_tab: Bool
        var convertable: Bool
        var fields: [FieldEntry]

        var traits: ModuleTraits {
            ModuleTraits(
                sequenceNumber: sequence_number, visibility: visibility, isCreatable: creatable, isEditable: editable,
                isDeletable: deletable, isViewable: viewable, isShownAsTab: show_as_tab, isConvertible: convertable)
        }

        func template(features: Set<StandardModules.Feature>) -> StandardModules.Template {
            let module = Module(
                id: ObjectID(0), apiName: api_name, moduleName: module_name, singularLabel: singular_label, pluralLabel: plural_label,
                generatedType: generated_type, scopeName: scope_name, parentModule: parent_module, isExportable: bulk_read_supported,
                isImportable: bulk_write_supported, displayField: display_field, duplicateCheckField: duplicate_check_field,
                findByFields: find_by_fields, fields: fields.filter { $0.exists(in: features) }.map(\.field)
            )
            return StandardModules.Template(idSuffix: id_suffix.flatMap { Int64($0) }, module: module)
        }
    }

    struct FieldEntry: Decodable {
        var api_name: String
        var label: String
        var data_type: DataType
        var json_type: String?
        var length: Int?
        var decimal_places: Int?
        var mandatory: Bool?
        var layout_mandatory: Bool?
        var unique: Bool?
        var read_only: Bool?
        var bulk_read: Bool?
        var bulk_write: Bool?
        var lookup: String?
        var lookup_modules: [String]?
        var subform_module: String?
        var linking_module: String?
        var textarea_type: String?
        var pick_list_values: [String]?
        /// The feature the field depends on.
        var condition: String?

        func exists(in features: Set<StandardModules.Feature>) -> Bool {
            guard let condition else { return true }
            return StandardModules.Feature(rawValue: condition).map(features.contains) ?? false
        }

        var field: Field {
            Field(
                id: ObjectID(0), apiName: api_name, label: label, dataType: data_type, jsonType: json_type, length: length,
                decimalPlaces: decimal_places, isMandatory: mandatory ?? false, isMandatoryInLayout: layout_mandatory ?? false,
                isUnique: unique ?? false, isReadOnly: read_only ?? false, isExportable: bulk_read ?? true,
                isImportable: bulk_write ?? true, lookup: target, pickListValues: pick_list_values ?? [], textAreaKind: textarea_type,
                relatedModule: subform_module ?? linking_module
            )
        }

        private var target: LookupTarget? {
            if let lookup_modules { return .modules(lookup_modules) }
            return lookup.map { $0 == Module.usersName ? .users : .module($0) }
        }
    }
}
