# What stands under a notice in a mail, and the page that ends the mails.
mail-open = Open the event
mail-open-seance = Open Seance
mail-withdrawn = You are no longer coming
    .text = You are no longer going to “{ $title }”, { $when }. Your calendar is told, too.
mail-open-invitation = Open the invitation
mail-invitation = { $name } invites you to watch “{ $film }” together
    .text = { $name } invites you to watch “{ $film }” in company: { $when }, { $where }.
        The exact place is told to who has a seat.
mail-why-invited = You get this mail because { $name } gave Seance your address for this one invitation.
mail-no-invitations = No invitations to this address
mail-why = You get this mail because you use Seance.
mail-unsubscribe = No more mails
unsubscribe-title = No more mails from Seance?
unsubscribe-mails = Notifications stay in your inbox on the page. You can turn mails on again in your settings.
unsubscribe-invitations = Nobody will invite this address by mail any more.
unsubscribe-button = Stop the mails
unsubscribe-done = No more mails will come
unsubscribe-unknown = This address ends nobody's mails
