/// Where a made-up person lives: names as they are written there, places that exist, the country's calling code.
struct PeopleLocale: Sendable {
    let country: String
    let callingCode: String
    let firstNames: [String]
    let lastNames: [String]
    let places: [Place]
    let streets: [String]
    let companySuffixes: [String]

    /// Those whose script is Latin come first and often, as in most CRMs.
    static let all: [PeopleLocale] = [
        PeopleLocale(
            country: "United States", callingCode: "+1",
            firstNames: ["Olivia", "Liam", "Emma", "Noah", "Ava", "Ethan", "Sophia", "Mason", "Grace", "Henry", "Chloe", "Jack"],
            lastNames: ["Carter", "Nguyen", "O'Brien", "Walker", "Hughes", "Ramirez", "Foster", "Price", "Bennett", "Sanders"],
            places: [
                Place("Austin", "TX", "78701", 30_267, -97_743), Place("Portland", "OR", "97204", 45_515, -122_679),
                Place("Boston", "MA", "02108", 42_358, -71_060), Place("Denver", "CO", "80202", 39_739, -104_990),
            ],
            streets: ["Main St, Suite 400", "Congress Ave", "Elm Street", "Harbor Blvd, Floor 2"],
            companySuffixes: ["Inc.", "LLC", "& Sons, Inc.", "Group", "Holdings"]),
        PeopleLocale(
            country: "United Kingdom", callingCode: "+44",
            firstNames: ["Amelia", "George", "Isla", "Oscar", "Freya", "Alfie", "Poppy", "Rupert"],
            lastNames: ["Smith", "Davies", "Fitzgerald-Jones", "Patel", "Wright", "Okafor", "McKenzie"],
            places: [
                Place("London", "Greater London", "EC1A 1BB", 51_507, -128), Place("Leeds", "West Yorkshire", "LS1 4AP", 53_797, -1_548),
                Place("Bristol", "Avon", "BS1 4ST", 51_454, -2_588),
            ],
            streets: ["High Street", "Station Road", "Queen's Walk", "Mill Lane"], companySuffixes: ["Ltd", "plc", "& Co. Ltd"]),
        PeopleLocale(
            country: "Germany", callingCode: "+49",
            firstNames: ["Jürgen", "Käthe", "Lukas", "Anneliese", "Björn", "Sophie", "Till", "Grete"],
            lastNames: ["Müller", "Schäfer", "Weiß", "Öztürk", "Großmann", "Krüger", "von Bülow"],
            places: [
                Place("Köln", "Nordrhein-Westfalen", "50667", 50_938, 6_960), Place("München", "Bayern", "80331", 48_137, 11_575),
                Place("Leipzig", "Sachsen", "04109", 51_340, 12_375),
            ],
            streets: ["Hauptstraße", "Gartenweg", "Bürgermeister-Schmidt-Platz"], companySuffixes: ["GmbH", "AG", "GmbH & Co. KG"]),
        PeopleLocale(
            country: "France", callingCode: "+33",
            firstNames: ["Élodie", "Jean-François", "Zoé", "Rémi", "Chloé", "Anaïs", "Théo"],
            lastNames: ["Lefèvre", "D'Angelo", "Dubois", "Garçon", "Hébert", "Le Goff"],
            places: [
                Place("Paris", "Île-de-France", "75001", 48_857, 2_352), Place("Lyon", "Auvergne-Rhône-Alpes", "69002", 45_764, 4_836),
                Place("Nîmes", "Occitanie", "30000", 43_837, 4_360),
            ],
            streets: ["rue de l'Église", "boulevard Saint-Michel", "place du Marché, bât. B"], companySuffixes: ["SA", "SARL", "et Fils"]),
        PeopleLocale(
            country: "Spain", callingCode: "+34",
            firstNames: ["Begoña", "Íñigo", "Lucía", "Andrés", "Nuria", "Pablo"],
            lastNames: ["García Núñez", "Muñoz", "Ibáñez", "Peña", "Castaño"],
            places: [
                Place("Sevilla", "Andalucía", "41001", 37_389, -5_984), Place("A Coruña", "Galicia", "15001", 43_362, -8_412),
                Place("Madrid", "Madrid", "28013", 40_417, -3_704),
            ],
            streets: ["Calle Mayor", "Paseo de Gracia, 3.º izq.", "Plaza de España"], companySuffixes: ["S.L.", "S.A.", "y Cía."]),
        PeopleLocale(
            country: "India", callingCode: "+91",
            firstNames: ["Aarav", "Priya", "Lakshmi", "Arjun", "Meera", "கார்த்திக்", "अनन्या"],
            lastNames: ["Sharma", "Iyer", "Krishnamurthy", "Reddy", "Banerjee", "முருகன்", "शर्मा"],
            places: [
                Place("Chennai", "Tamil Nadu", "600002", 13_083, 80_271), Place("Pune", "Maharashtra", "411001", 18_520, 73_857),
                Place("Bengaluru", "Karnataka", "560001", 12_972, 77_595),
            ],
            streets: ["Anna Salai", "M.G. Road, 2nd Cross", "Park Street"], companySuffixes: ["Pvt. Ltd.", "Limited", "Enterprises"]),
        PeopleLocale(
            country: "Poland", callingCode: "+48",
            firstNames: ["Łukasz", "Małgorzata", "Zbigniew", "Agnieszka", "Święcisława"],
            lastNames: ["Wójcik", "Dąbrowski", "Żółć", "Kaźmierczak", "Nowak"],
            places: [Place("Łódź", "łódzkie", "90-001", 51_759, 19_456), Place("Kraków", "małopolskie", "31-001", 50_065, 19_945)],
            streets: ["ul. Piotrkowska", "al. Jerozolimskie"], companySuffixes: ["Sp. z o.o.", "S.A."]),
        PeopleLocale(
            country: "Brazil", callingCode: "+55",
            firstNames: ["João", "Conceição", "Thaís", "Antônio", "Luíza"],
            lastNames: ["Gonçalves", "da Conceição", "Araújo", "Magalhães"],
            places: [Place("São Paulo", "SP", "01001-000", -23_551, -46_633), Place("Florianópolis", "SC", "88010-000", -27_595, -48_548)],
            streets: ["Av. Paulista", "Rua das Flores, sala 12"], companySuffixes: ["Ltda.", "S.A."]),
        PeopleLocale(
            country: "Japan", callingCode: "+81", firstNames: ["花子", "太郎", "美咲", "健一", "さくら"],
            lastNames: ["田中", "佐藤", "鈴木", "高橋", "渡辺"],
            places: [Place("東京都千代田区", "東京都", "100-0001", 35_694, 139_754), Place("大阪市北区", "大阪府", "530-0001", 34_705, 135_510)],
            streets: ["丸の内1丁目", "梅田2-3-4"], companySuffixes: ["株式会社", "合同会社"]),
        PeopleLocale(
            country: "Greece", callingCode: "+30", firstNames: ["Ελένη", "Γιώργος", "Σοφία", "Ανδρέας"],
            lastNames: ["Παπαδόπουλος", "Γεωργίου", "Βλάχος"],
            places: [
                Place("Αθήνα", "Αττική", "105 57", 37_984, 23_728), Place("Θεσσαλονίκη", "Κεντρική Μακεδονία", "546 24", 40_640, 22_944),
            ],
            streets: ["Ερμού", "Οδός Αριστοτέλους"], companySuffixes: ["Α.Ε.", "Ε.Π.Ε."]),
        PeopleLocale(
            country: "Egypt", callingCode: "+20", firstNames: ["أحمد", "فاطمة", "محمد", "ليلى"],
            lastNames: ["حسن", "المصري", "عبد الله"],
            places: [Place("القاهرة", "القاهرة", "11511", 30_044, 31_236), Place("الإسكندرية", "الإسكندرية", "21500", 31_200, 29_919)],
            streets: ["شارع التحرير", "كورنيش النيل"], companySuffixes: ["ش.م.م", "شركة"]),
        PeopleLocale(
            country: "Ukraine", callingCode: "+380", firstNames: ["Олена", "Дмитро", "Ірина", "Тарас"],
            lastNames: ["Шевченко", "Коваленко", "Мельник"],
            places: [Place("Київ", "Київ", "01001", 50_450, 30_523), Place("Львів", "Львівська область", "79000", 49_840, 24_030)],
            streets: ["вул. Хрещатик", "просп. Свободи"], companySuffixes: ["ТОВ", "ПАТ"]),
    ]
}
