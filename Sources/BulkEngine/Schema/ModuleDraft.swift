public import BulkModel

/// A module to be made: custom, subform or linking, with the fields that come with its kind. Ids are given later.
public struct ModuleDraft: Sendable {
    public let module: Module
    /// Fields that other modules get because this one exists.
    let parentFields: [(module: String, field: Field)]

    /// A module of a user's own; it begins with the fields of every custom module.
    public static func custom(_ apiName: String, singular: String, plural: String, fields: [Field]) -> Self {
        let given = Set(fields.map(\.apiName))
        let standard = StandardModules.customModuleFields(singularLabel: singular).filter { !given.contains($0.apiName) }
        // The name stays first, the user's fields follow it, the system's close the list.
        let name = standard.filter { $0.apiName == "Name" }
        let rest = standard.filter { $0.apiName != "Name" }
        return Self(
            module: Module(
                id: zero, apiName: apiName, singularLabel: singular, pluralLabel: plural, generatedType: .custom, displayField: "Name",
                duplicateCheckField: "Name", findByFields: ["id", "Name"], fields: name + fields.map(\.custom) + rest),
            parentFields: [])
    }

    /// The rows of a subform: they belong to a record of the parent module through `Parent_Id`.
    public static func subform(_ apiName: String, of parent: String, label: String, fields: [Field]) -> Self {
        let parentID = Field(id: zero, apiName: "Parent_Id", dataType: .lookup, isMandatory: true, lookup: .module(parent))
        let own = fields.filter { $0.apiName != "Parent_Id" }.map(\.custom)
        return Self(
            module: Module(
                id: zero, apiName: apiName, singularLabel: label, pluralLabel: label, generatedType: .subform, parentModule: parent,
                fields: own + [parentID] + systemFields(["Owner"] + stamps)),
            parentFields: [
                (
                    parent,
                    Field(
                        id: zero, apiName: apiName, label: label, dataType: .subform, isCustom: true, isExportable: false,
                        isImportable: false, relatedModule: apiName)
                )
            ])
    }

    /// The links behind a multi-select lookup: each record joins one record of either module.
    public static func linking(_ apiName: String, from first: Field, to second: Field, label: String) -> Self {
        let multiselect = Field(
            id: zero, apiName: "\(second.apiName)_Links", label: label, dataType: .multiselectlookup, isCustom: true,
            isExportable: false, isImportable: false, relatedModule: apiName)
        var parentFields: [(String, Field)] = []
        if case .module(let parent)? = first.lookup { parentFields.append((parent, multiselect)) }
        var module = linking(apiName, label: label)
        module.fields = [first.custom, second.custom] + module.fields
        return Self(module: module, parentFields: parentFields)
    }

    /// A linking module that still lacks its two lookups.
    static func linking(_ apiName: String, label: String) -> Module {
        Module(
            id: zero, apiName: apiName, singularLabel: label, pluralLabel: label, generatedType: .linking,
            fields: systemFields(["Owner"] + stamps + ["Tag", "Record_Status__s"]))
    }

    private static let zero = ObjectID(0)
    private static let stamps = ["id", "Created_By", "Modified_By", "Created_Time", "Modified_Time"]

    private static func systemFields(_ names: [String]) -> [Field] {
        let fields = StandardModules.customModuleFields(singularLabel: "Record")
        return names.compactMap { name in fields.first { $0.apiName == name } }
    }
}

extension Field {
    /// A field that is still to be made, by the few things a person says about it.
    public static func draft(
        _ apiName: String, _ dataType: DataType, length: Int? = nil, decimalPlaces: Int? = nil, isUnique: Bool = false,
        lookup: LookupTarget? = nil, pickListValues: [String] = [], isExportable: Bool = true, isRestricted: Bool = false
    ) -> Field {
        Field(
            id: ObjectID(0), apiName: apiName, dataType: dataType, length: length, decimalPlaces: decimalPlaces, isUnique: isUnique,
            isCustom: true, isExportable: isExportable, isRestricted: isRestricted, lookup: lookup, pickListValues: pickListValues)
    }

    fileprivate var custom: Field {
        var field = self
        field.isCustom = true
        return field
    }
}
