# What stands under a notice in a mail, and the page that ends the mails.
mail-open = Открыть сеанс
mail-open-seance = Открыть Seance
mail-withdrawn = Вы больше не идёте
    .text = Вы больше не идёте на «{ $title }», { $when }. Из календаря это тоже уберётся.
mail-open-invitation = Открыть приглашение
mail-invitation = { $name } зовёт вас посмотреть «{ $film }» вместе
    .text = { $name } зовёт вас посмотреть «{ $film }» в компании: { $when }, { $where }.
        Точное место узнает тот, у кого есть место на сеансе.
mail-why-invited = Вы получили это письмо, потому что { $name } указывает ваш адрес для одного этого приглашения.
mail-no-invitations = Не присылать приглашений на этот адрес
mail-why = Вы получили это письмо, потому что пользуетесь Seance.
mail-unsubscribe = Больше не присылать писем
unsubscribe-title = Больше не присылать писем?
unsubscribe-mails = Уведомления останутся во входящих на странице. Письма можно снова включить в настройках.
unsubscribe-invitations = Приглашения на этот адрес больше приходить не будут.
unsubscribe-button = Не присылать
unsubscribe-done = Писем больше не будет
unsubscribe-unknown = Этот адрес ничьих писем не отменяет
