import BulkModel

/// What there is to export and import. (platform specification, sections 7 to 12)
extension BulkClient {
    /// The organisation of the token.
    /// - Throws: ``BulkClientError``.
    public func organization() async throws -> OrganizationDescription {
        let answer = try await json(APICall("GET", url: url("/crm/\(version)/org")))
        guard let organization = answer["org"]?[0], let zgid = organization["zgid"]?.string else {
            throw BulkClientError.unexpectedAnswer("organisation")
        }
        return OrganizationDescription(
            id: organization["id"]?.string ?? "", companyName: organization["company_name"]?.string ?? "", zgid: zgid,
            timeZone: organization["time_zone"]?.string ?? "UTC")
    }

    /// The modules that the API reaches.
    public func modules() async throws -> [ModuleDescription] {
        let answer = try await json(APICall("GET", url: url("/crm/\(version)/settings/modules")))
        return (answer["modules"]?.array ?? []).compactMap { module in
            guard let name = module["api_name"]?.string, module["api_supported"] != .boolean(false) else { return nil }
            return ModuleDescription(apiName: name, label: module["plural_label"]?.string ?? name)
        }
    }

    /// The fields of a module, in the order that the server lists them.
    public func fields(of module: String) async throws -> [FieldDescription] {
        let answer = try await json(
            APICall("GET", url: url("/crm/\(version)/settings/fields?module=\(FormEncoding.escape(module))")))
        return (answer["fields"]?.array ?? []).compactMap(FieldDescription.init)
    }

    /// The custom views of a module, as many as there are.
    public func views(of module: String) async throws -> [CustomViewDescription] {
        var views: [CustomViewDescription] = []
        var page = 1
        while true {
            let address = "/crm/\(version)/settings/custom_views?module=\(FormEncoding.escape(module))&page=\(page)&per_page=200"
            let answer = try await json(APICall("GET", url: url(address)))
            let listed = answer["custom_views"]?.array ?? []
            views += listed.compactMap { view in
                guard let id = view["id"]?.string else { return nil }
                return CustomViewDescription(id: id, name: view["name"]?.string ?? "", systemName: view["system_name"]?.string)
            }
            guard !listed.isEmpty, answer["info"]?["more_records"] == .boolean(true) else { return views }
            page += 1
        }
    }
}

extension FieldDescription {
    fileprivate init?(_ json: JSONValue) {
        guard let apiName = json["api_name"]?.string, let dataType = json["data_type"]?.string else { return nil }
        // What can't be repeated has something to say about letter case; the rest an empty object.
        let isUnique = json["unique"]?.object?.isEmpty == false
        self.init(
            apiName: apiName, label: json["field_label"]?.string ?? apiName, dataType: dataType,
            jsonType: json["json_type"]?.string ?? "string", isMandatory: json["system_mandatory"] == .boolean(true),
            isReadOnly: json["read_only"] == .boolean(true) || json["field_read_only"] == .boolean(true), isUnique: isUnique,
            lookupModule: json["lookup"]?["module"]?["api_name"]?.string ?? json["lookup"]?["module"]?.string,
            options: (json["pick_list_values"]?.array ?? []).compactMap { $0["actual_value"]?.string })
        isCustom = json["custom_field"] == .boolean(true)
    }
}
