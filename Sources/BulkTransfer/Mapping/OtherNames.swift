/// What columns are called in other systems' files.
enum OtherNames {
    /// API names of fields that a column of such a name is for, the first that a module has.
    /// - Parameter header: the column's name.
    static func fields(for header: String) -> [String] {
        byKey[NameKey.loose(header)] ?? []
    }

    /// Names as they are without blanks and case.
    private static let byKey: [String: [String]] = {
        let names: [([String], fields: [String])] = [
            (["mail", "emailaddress", "mailaddress", "emailid", "primaryemail"], ["Email"]),
            (["surname", "familyname", "lname"], ["Last_Name"]),
            (["forename", "givenname", "fname"], ["First_Name"]),
            (["telephone", "tel", "phonenumber", "phoneno", "telephonenumber", "businessphone", "workphone"], ["Phone"]),
            (["mobilephone", "mobilenumber", "mobileno", "cell", "cellphone", "cellular"], ["Mobile"]),
            (["faxnumber", "faxno"], ["Fax"]),
            (["companyname", "organisation", "organization", "organizationname", "organisationname"], ["Company", "Account_Name"]),
            (["company"], ["Account_Name"]),
            (["web", "webpage", "websiteurl", "webaddress", "homepage", "url"], ["Website"]),
            (["zip", "postcode", "postalcode", "postal"], ["Zip_Code"]),
            (["address", "streetaddress", "addressline"], ["Street"]),
            (["jobtitle", "position"], ["Designation", "Title"]),
            (["dateofbirth", "dob", "birthday", "birthdate"], ["Date_of_Birth"]),
            (["employees", "numberofemployees", "employeecount", "headcount"], ["No_of_Employees", "Employees"]),
            (["revenue", "turnover", "yearlyrevenue"], ["Annual_Revenue"]),
            (["opportunity", "opportunityname"], ["Deal_Name"]),
            (["closedate", "expectedclosedate"], ["Closing_Date"]),
            (["assignedto", "ownerid", "owneremail"], ["Owner"]),
        ]
        var byKey: [String: [String]] = [:]
        for (keys, fields) in names {
            for key in keys { byKey[key] = fields }
        }
        return byKey
    }()

    /// The field by which people name a record of a module when nobody has said another.
    static func displayField(of module: String) -> String {
        switch module {
        case "Accounts": "Account_Name"
        case "Leads", "Contacts": "Full_Name"
        case "Deals": "Deal_Name"
        case "Products": "Product_Name"
        case "Campaigns": "Campaign_Name"
        case "Vendors": "Vendor_Name"
        case "Price_Books": "Price_Book_Name"
        case "Solutions": "Solution_Title"
        case "Tasks", "Calls", "Cases", "Quotes", "Sales_Orders", "Purchase_Orders", "Invoices": "Subject"
        case "Events": "Event_Title"
        default: "Name"
        }
    }
}
