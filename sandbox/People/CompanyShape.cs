namespace AdoptionAutomation.Sandbox.People;

/// <summary>A place of work. <paramref name="TimeZone"/> is an IANA name, <paramref name="UsageLocation"/> ISO 3166.</summary>
internal sealed record Site(
    string City, string Country, string UsageLocation, string TimeZone, string Language, IReadOnlyList<string> Offices, double Weight);

internal sealed record Department(string Name, double Weight, IReadOnlyList<string> FrenchTitles, IReadOnlyList<string> EnglishTitles);

/// <summary>Somebody whom campaign files name. <paramref name="Language"/> null: that of the site.</summary>
internal sealed record NamedPerson(string GivenName, string Surname, string Mail, string Department, string City, string? Language = null);

/// <summary>A security group of the directory whose members are a seeded share of the people.</summary>
internal sealed record AudienceGroup(string DisplayName, Guid Id, double Share);

/// <summary>What the simulated company looks like; people are drawn from it by <see cref="Employees"/>.</summary>
internal sealed record CompanyShape
{
    public static readonly Guid AmbassadorsGroupId = new("a3bad0e5-0000-4000-8000-00000000a3ba");

    /// <summary>The people themselves, instead of drawn ones; null: they are drawn.</summary>
    public Roster? Roster { get; init; }

    public string Name { get; init; } = "Ateliers Lumen";

    public string Domain { get; init; } = "lumen.example";

    public string PartnerDomain { get; init; } = "partenaire.example";

    public double GuestShare { get; init; } = 0.005;

    public double ContractorShare { get; init; } = 0.08;

    public double DisabledShare { get; init; } = 0.01;

    /// <summary>People who join within half a year from the start; their account exists already.</summary>
    public double FutureHireShare { get; init; } = 0.03;

    /// <summary>People whose hire date HR never synchronised.</summary>
    public double NoHireDateShare { get; init; } = 0.02;

    /// <summary>People to whom nobody assigned a licence.</summary>
    public double UnlicensedShare { get; init; } = 0.02;

    /// <summary>People whose licence leaves out Teams, as licences sold in Europe since 2024 may.</summary>
    public double NoTeamsShare { get; init; } = 0.03;

    /// <summary>People of whom the directory does not know the office; the named ones' it knows.</summary>
    public double NoOfficeShare { get; init; } = 0.12;

    /// <summary>People at French-speaking sites who work in English.</summary>
    public double EnglishShare { get; init; } = 0.05;

    public IReadOnlyList<Site> Sites { get; init; } =
    [
        new("Paris", "France", "FR", "Europe/Paris", "fr-FR", ["Tour Horizon", "Atelier Bastille"], 30),
        new("Lyon", "France", "FR", "Europe/Paris", "fr-FR", ["Confluence"], 18),
        new("Nantes", "France", "FR", "Europe/Paris", "fr-FR", ["Usine de l'Erdre"], 15),
        new("Lille", "France", "FR", "Europe/Paris", "fr-FR", ["Plateforme Nord"], 12),
        new("Toulouse", "France", "FR", "Europe/Paris", "fr-FR", ["Bâtiment Garonne"], 12),
        new("Montréal", "Canada", "CA", "America/Toronto", "fr-CA", ["Place du Canal"], 8),
        new("Dublin", "Ireland", "IE", "Europe/Dublin", "en-IE", ["Harbour House"], 5),
    ];

    public IReadOnlyList<Department> Departments { get; init; } =
    [
        new("Direction générale", 1, ["Directeur délégué", "Chargé de mission"], ["Managing director", "Chief of staff"]),
        new("Ressources humaines", 4, ["Chargé de recrutement", "Gestionnaire de paie"], ["Recruiter", "Payroll specialist"]),
        new("Communication", 3, ["Chargé de communication", "Graphiste"], ["Communications officer", "Designer"]),
        new("Informatique", 8, ["Développeur", "Administrateur systèmes"], ["Developer", "Systems administrator"]),
        new("Production", 34, ["Opérateur", "Chef d'atelier"], ["Operator", "Shop floor lead"]),
        new("Logistique", 14, ["Préparateur", "Planificateur"], ["Picker", "Planner"]),
        new("Commerce", 16, ["Ingénieur commercial", "Assistant commercial"], ["Account manager", "Sales assistant"]),
        new("Recherche et développement", 9, ["Ingénieur", "Technicien d'essais"], ["Engineer", "Test technician"]),
        new("Finance", 5, ["Comptable", "Contrôleur de gestion"], ["Accountant", "Controller"]),
        new("Qualité", 6, ["Auditeur", "Ingénieur qualité"], ["Auditor", "Quality engineer"]),
    ];

    /// <summary>The people of the sample campaign: they come first, so that owners written in its files exist.</summary>
    public IReadOnlyList<NamedPerson> NamedPeople { get; init; } =
    [
        new("Claire", "Fontaine", "claire.fontaine@lumen.example", "Direction générale", "Paris"),
        new("Hugo", "Marchand", "hugo.marchand@lumen.example", "Communication", "Paris"),
        new("Inès", "Benali", "ines.benali@lumen.example", "Ressources humaines", "Lyon"),
        new("Paul", "Lefèvre", "paul.lefevre@lumen.example", "Informatique", "Paris"),
        new("Nora", "Kowalski", "nora.kowalski@lumen.example", "Informatique", "Dublin", "en-IE"),
        new("Lucas", "Moreau", "lucas.moreau@lumen.example", "Production", "Nantes"),
        new("Emma", "Girard", "emma.girard@lumen.example", "Logistique", "Lille"),
        new("Julie", "Tremblay", "julie.tremblay@lumen.example", "Commerce", "Montréal"),
        new("Sean", "Byrne", "sean.byrne@lumen.example", "Commerce", "Dublin", "en-IE"),
        new("Marc", "Dubois", "marc.dubois@lumen.example", "Qualité", "Toulouse"),
        new("Sofia", "Rossi", "sofia.rossi@lumen.example", "Recherche et développement", "Lyon"),
        new("Thomas", "Petit", "thomas.petit@lumen.example", "Finance", "Paris"),
    ];

    public IReadOnlyList<AudienceGroup> AudienceGroups { get; init; } = [new("ambassadors", AmbassadorsGroupId, 0.02)];
}
