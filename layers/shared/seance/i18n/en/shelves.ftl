# Titles of shelves of films.
shelf-most-wished = Wished for most
shelf-this-week = On this week
shelf-director = Directed by { $of }
shelf-decade = The { $of }s
shelf-genre = { $of ->
    [action] Action
    [adventure] Adventures
    [animation] Animation
    [biography] Lives
    [comedy] Comedies
    [crime] Crime
    [documentary] Documentaries
    [drama] Drama
    [family] For the family
    [fantasy] Fantasy
    [history] History
    [horror] Horror
    [musical] Musicals
    [mystery] Mysteries
    [romance] Love stories
    [science_fiction] Science fiction
    [sport] Sport
    [thriller] Thrillers
    [war] War
   *[western] Westerns
}
shelf-country = { $of ->
    [AU] From Australia
    [BE] From Belgium
    [CA] From Canada
    [DE] From Germany
    [DK] From Denmark
    [ES] From Spain
    [FR] From France
    [GB] From Britain
    [HK] From Hong Kong
    [IT] From Italy
    [JP] From Japan
    [KR] From South Korea
    [NZ] From New Zealand
    [PL] From Poland
    [RU] From Russia
    [SE] From Sweden
    [SU] From the Soviet Union
   *[US] From the United States
}
shelf-length = { $of ->
    [short] An hour and a half at most
   *[long] Three hours and more
}
