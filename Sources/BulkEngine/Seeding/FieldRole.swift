import BulkModel

/// Fields whose values depend on one another or have a rule of their own, by their API names.
enum FieldRole: String, Sendable {
    // Whom or what the record is about.
    case firstName = "First_Name"
    case lastName = "Last_Name"
    case fullName = "Full_Name"
    case company = "Company"
    case accountName = "Account_Name"
    case vendorName = "Vendor_Name"
    case productName = "Product_Name"
    case dealName = "Deal_Name"
    case campaignName = "Campaign_Name"
    case projectName = "Project_Name"
    case priceBookName = "Price_Book_Name"
    case serviceName = "Service_Name"
    case appointmentName = "Appointment_Name"
    case name = "Name"
    case email = "Email"
    case skype = "Skype_ID"
    case twitter = "Twitter"
    case department = "Department"
    case assistant = "Assistant"
    case reportedBy = "Reported_By"
    case dateOfBirth = "Date_of_Birth"
    case yearsOfExperience = "Year_of_Experience"

    // Numbers that other systems have given.
    case customerNumber = "Customer_No"
    case purchaseOrder = "Purchase_Order"
    case requisition = "Requisition_No"
    case tracking = "Tracking_Number"
    case purchaseOrderNumber = "PO_Number"
    case productCode = "Product_Code"
    case ticker = "Ticker_Symbol"
    case callerID = "Caller_ID"
    case dialledNumber = "Dialled_Number"

    // What the system keeps of every record.
    case createdTime = "Created_Time"
    case modifiedTime = "Modified_Time"
    case lastActivityTime = "Last_Activity_Time"
    case createdBy = "Created_By"
    case modifiedBy = "Modified_By"
    case owner = "Owner"
    case parent = "Parent_Id"
    case isLocked = "Locked__s"
    case recordStatus = "Record_Status__s"
    case layout = "Layout"
    case recordImage = "Record_Image"
    case tag = "Tag"

    // Leads that have become something else.
    case isConverted = "Converted__s"
    case convertedAccount = "Converted_Account"
    case convertedContact = "Converted_Contact"
    case convertedDeal = "Converted_Deal"
    case convertedTime = "Converted_Date_Time"
    case conversionTime = "Lead_Conversion_Time"

    // What is to be done, and when.
    case isAllDay = "All_day"
    case startTime = "Start_DateTime"
    case endTime = "End_DateTime"
    case dueDate = "Due_Date"
    case startDate = "Start_Date"
    case endDate = "End_Date"
    case availableFrom = "Available_From"
    case availableTill = "Available_Till"
    case appointmentStart = "Appointment_Start_Time"
    case appointmentEnd = "Appointment_End_Time"
    case duration = "Duration"
    case callDuration = "Call_Duration"
    case callSeconds = "Call_Duration_in_seconds"
    case reminder = "Remind_At"
    case recurrence = "Recurring_Activity"
    case status = "Status"
    case closedTime = "Closed_Time"
    case cancellationReason = "Cancellation_Reason"
    case cancellationNote = "Cancellation_Note"
    case cancelledBy = "Cancelled_By"
    case cancelledTime = "Cancelled_Time"
    case rescheduleCount = "Reschedule_Count"
    case rescheduleReason = "Reschedule_Reason"
    case rescheduleNote = "Reschedule_Note"
    case rescheduledBy = "Rescheduled_By"
    case rescheduledFrom = "Rescheduled_From"
    case rescheduledTo = "Rescheduled_To"
    case rescheduledTime = "Rescheduled_Time"

    // Where somebody was for a meeting.
    case checkInStatus = "Check_In_Status"
    case checkInTime = "Check_In_Time"
    case checkInBy = "Check_In_By"
    case checkInComment = "Check_In_Comment"
    case checkInSubLocality = "Check_In_Sub_Locality"
    case checkInCity = "Check_In_City"
    case checkInState = "Check_In_State"
    case checkInCountry = "Check_In_Country"
    case checkInAddress = "Check_In_Address"
    case checkInCode = "ZIP_Code"
    case latitude = "Latitude"
    case longitude = "Longitude"

    // What is earned.
    case stage = "Stage"
    case probability = "Probability"
    case amount = "Amount"
    case expectedRevenue = "Expected_Revenue"

    // Quotes, orders and invoices, and their rows.
    case quantity = "Quantity"
    case listPrice = "List_Price"
    case unitPrice = "Unit_Price"
    case discount = "Discount"
    case tax = "Tax"
    case lineTax = "Line_Tax"
    case total = "Total"
    case totalAfterDiscount = "Total_After_Discount"
    case netTotal = "Net_Total"
    case position = "Sequence_Number"
    case subTotal = "Sub_Total"
    case adjustment = "Adjustment"
    case grandTotal = "Grand_Total"

    /// - Returns: nil for a field without a rule, and for one that has such a name and values of another kind.
    init?(_ field: Field) {
        guard let role = Self(rawValue: field.apiName), role.fits(field.storedForm) else { return nil }
        self = role
    }

    private func fits(_ form: StoredForm) -> Bool {
        switch self {
        case .isConverted, .isLocked, .isAllDay: form == .boolean
        case .createdTime, .modifiedTime, .lastActivityTime, .convertedTime, .startTime, .endTime, .appointmentStart, .appointmentEnd,
            .closedTime, .cancelledTime, .rescheduledFrom, .rescheduledTo, .rescheduledTime, .checkInTime:
            form == .dateTime
        case .dateOfBirth, .dueDate, .startDate, .endDate, .availableFrom, .availableTill: form == .date
        case .createdBy, .modifiedBy, .owner, .parent, .layout, .convertedAccount, .convertedContact, .convertedDeal, .cancelledBy,
            .rescheduledBy, .checkInBy:
            form == .reference
        // Names of some modules, and lookups to these in others.
        case .accountName, .vendorName, .productName, .dealName, .priceBookName, .serviceName: form == .text || form == .reference
        case .yearsOfExperience, .conversionTime, .duration, .callSeconds, .rescheduleCount, .probability, .position: form == .integer
        case .latitude, .longitude, .amount, .expectedRevenue, .quantity, .listPrice, .unitPrice, .discount, .tax, .total,
            .totalAfterDiscount, .netTotal, .subTotal, .adjustment, .grandTotal:
            if case .decimal = form { true } else { false }
        default: form == .text
        }
    }
}
