from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.leftovers import Piece, is_sentence, judge, split

GONE = """\
Advertisement
ADVERTISEMENT - CONTINUE READING BELOW
Story continues below this ad
Article continues after advertisement
Skip to content
Skip to main content
Toggle menu
Open Search
Sign In
Log in | Subscribe
Subscribe
SUBSCRIBE FOR FREE
Subscribe to read
You are reading your last free article this month.
You've reached your limit of free articles.
This article is for subscribers only.
This content is only available to subscribers.
To continue reading, please subscribe or log in.
Create a free account to continue reading
Register for free to continue reading.
Support independent journalism. Become a member today.
Your contribution helps us keep our journalism free for everyone.
We use cookies to personalise content and ads.
By clicking Accept, you agree to the storing of cookies on your device.
Accept All Cookies
Manage consent
This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
Share
Share this:
Click to share on Facebook (Opens in new window)
Click to email a link to a friend (Opens in new window)
Tweet
Facebook Twitter WhatsApp Email
Copy link
Print this page
Save for later
Follow us on X
Follow BBC Africa on Twitter
Follow us on Google News
Like us on Facebook
Join our WhatsApp channel
Get the day's top stories in your inbox every morning.
Sign up for The Morning Brief, our daily newsletter.
Sign up here
Get our free newsletter
Download our app
For all the latest headlines follow our Google News channel online or via the app.
Comments
12 Comments
Leave a comment
Be the first to comment
Comments are closed.
View comments (34)
Join the conversation
Please read our comment policy before commenting.
Report a typo
Report an error
Read more
READ MORE:
Read the full story here
Read next
Read More: What we know about the deal
Also read | PM leaves for Tokyo
ALSO READ: Explained: the Indus treaty
Related
Related Stories
Recommended for you
Most read
Trending
More on this story
More from World
You might also like
Editor's picks
Up next
Watch: Minister speaks to reporters
Watch live
Photo: Reuters
(Photo: AFP)
Image credit: Getty Images
Photograph: Jane Smith/The Guardian
FILE PHOTO: REUTERS/John Smith
REUTERS/John Smith/File Photo
[File: John Smith/Reuters]
AP Photo/John Smith
Getty Images
Picture by staff photographer
© AFP
© 2023 The Andes Press. All rights reserved. This material may not be copied.
Copyright © 2022 Khaleej Times. All Rights Reserved. Provided by SyndiGate Media Inc.
(c) 2021 Some Paper
All content copyright.
Terms of use
Privacy Policy
Terms & Conditions
Cookie settings
Contact us
About us
Advertise with us
Home
Home > World > Asia
Home / News / Politics
Back to top
Back to homepage
Next article
Previous Post
Load more
Show more
See all
View all
Close
Menu
5 min read
Reading time: 3 minutes
3 MINUTE READ
Listen to this article
Listen (4 min)
Play video
Published 21 Jul 2022
Published: 21 July 2022, 10:15 AM
Updated 2 hours ago
Last updated on: July 21, 2022 at 3:45 PM
First published on: 21-07-2022 at 10:15 IST
Posted on Jul 21, 2022 by Admin
July 21, 2022
Thu 21 Jul 2022 10.15 BST
21/07/2022 - 10:15
By John Smith
By John Smith and Jane Doe
By JOHN SMITH, Associated Press
By Our Correspondent
Staff Reporter
News Desk
Web Desk
Written by John Smith
Reporting by John Smith in Paris; Editing by Jane Doe
(Reporting by John Smith; Editing by Jane Doe)
Our Standards: The Thomson Reuters Trust Principles.
Source: Xinhua
Source: AP
Editor: huaxia
Tags: China, US
Topics: Diplomacy
Filed under: World
#China #US
(This story has not been edited by our staff.)
The views expressed in this article are the author's own.
This article was originally published on The Conversation.
This story has been updated.
Correction: An earlier version of this article misstated the date of the summit.
Editor's note: This story was first published in June.
Have a news tip? Email us at tips@example.com
Got a story? Contact our newsroom.
Send your letters to letters@example.com
Click here to read the full report
Click here for more news
Scroll for more
Loading...
Please enable JavaScript to continue using this application.
Your browser does not support the video tag.
You need to enable JavaScript to run this app.
An error occurred. Please try again later.
Thank you for reading. Please consider supporting our work.
Stay up to date with what's happening in the region by following us on Facebook.
Do you like this page?
Powered by WordPress
Enter your email address
Email address
Submit
Text size
Print
Copyright 2024
www.example.com
https://example.com/a/b
Dear reader, we need your help to keep going.
If you value our reporting, please consider making a donation.
Catch up on the developing stories making headlines on our YouTube channel.
Premium
Share this story
""".splitlines()

STAYS = """\
The government shared the report with opposition parties.
You have to understand the people, he said.
“We use cookies,” the company said.
Facebook said it would change its privacy policy.
Netflix subscribers rose by two million.
Ministers signed up for the plan.
He urged readers to subscribe to the newspaper.
The newspaper was ordered to stop publishing after this story.
We will continue to support Ukraine, Biden said.
We must not let our country down.
Our country needs you.
If you look at the numbers, you see a different story.
The two sides agreed to share intelligence.
Please stop the war, the mayor pleaded.
Follow the money, investigators were told.
Read the constitution, Moon told his critics.
Police asked anyone with information to contact them.
China blocked access to the website.
The platform banned advertising by political parties.
Journalists were barred from the room.
The sanctions list was updated on Monday.
The talks were held on July 21, 2022.
Twitter suspended the account of the minister.
The watchdog fined Google over cookies.
The account was published in June 2021 by the ministry.
PlayStation maker Sony cut its forecast.
HomePod sales fell.
SharePoint servers were attacked by Chinese hackers.
YouTube removed the channel.
LinkedIn will leave China.
“Continue reading my lips,” the president said.
Now you know the full story.
You can see why the two capitals are nervous.
Have you in recent years seen our channels telecast a positive story?
Do you think these meetings will help the relationship?
What will you do if the border closes?
The president visited the country for the first time in a decade and promised aid.
Home Minister Amit Shah met the delegation.
Home Secretary Suella Braverman resigned.
Contact between the two armies was restored.
Contact tracing began in the city.
Search teams found two survivors.
Back in Seoul, protesters gathered outside parliament.
Next week the ministers will meet in Ankara.
Close to 300 people died.
Watch groups accused the junta of arson.
Print journalists went on strike.
Share prices fell after the announcement.
Photo exhibitions opened in both capitals.
Source countries must cooperate, the minister said.
Members of the club vetoed the plan.
Premium rates rose.
“Subscribe to my view or leave,” he told the cabinet.
More than 300 protesters were arrested.
More talks are planned.
Sponsored militias crossed the border.
Register of voters published
Trump tweets about Iran
Images of the strike showed a damaged depot.
Published reports of the deal are false, the ministry said.
Copyright talks between China and the US stalled.
Credit rating agencies downgraded Sri Lanka.
Ads by the ruling party were pulled from television.
Related charges were dropped in May.
Opinion polls show the government losing.
Comments by the foreign minister angered Tehran.
Comment from Beijing was not immediately available.
Editors at the state broadcaster were dismissed.
The opinion of the court was published on its website.
By March the talks had failed.
By Tuesday the troops had left.
By contrast, Ankara kept silent.
The story is not over.
The source said the deal is dead.
Follow-up talks begin on Monday.
Live fire drills began in the strait.
Exclusive economic zones overlap in the gulf.
World leaders gathered in New York.
Asia must find its own way, Modi said.
You should never negotiate with terrorists.
Subscribers to the treaty must destroy their weapons.
Signatories will log in every shipment to an online register.
The regulator told you and us to read the terms and conditions, she joked.
We call on the UN to publish the full report.
Thank you for your support, Zelensky told Congress.
Help us stop this war, the bishops wrote.
We urge you to lift the blockade.
The embassy said you can register on its website for evacuation.
Citizens can register for the evacuation on the ministry's website.
The app was used to track dissidents.
The ministry launched an app to report attacks.
Users of the app must log in with their national identity card.
""".splitlines()


@pytest.mark.parametrize("line", GONE)
def test_furniture_goes(line: str) -> None:
    assert all(piece.reason for piece in split(line))


@pytest.mark.parametrize("line", STAYS)
def test_news_stays(line: str) -> None:
    assert split(line) == [Piece(line)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ADVERTISEMENT", "advertisement"),
        ("Share this story on Facebook", "share"),
        ("Subscribe now", "subscription"),
        ("Continue reading", "read more"),
        ("Leave a comment", "comments"),
        ("Cookie settings", "cookies"),
        ("Back to top", "navigation"),
        ("Home > World > Asia", "navigation"),
        ("Listen to this article", "media control"),
        ("Privacy policy", "legal"),
        ("Post from www.andes.example", "source line"),
        ("https://andes.example/a/1", "address"),
        ("2021-02-03 10:15:00", "timestamp"),
        ("3 min read", "reading time"),
        ("Photo: Ana Ruiz/Andes Post", "photo credit"),
        ("© Ana Ruiz", "photo credit"),
        ("© 2021 Andes Post", "copyright"),
        ("By Ana Ruiz in Lima", "byline"),
        ("Reporting by Ana Ruiz; editing by Luis Paz", "credit"),
        ("Tags: Peru, Chile", "tags"),
        ("Related: Ten soups for a cold night", "related link"),
        ("news@andes.example", "contact"),
        ("Correction: an earlier version of this article gave a wrong day.", "note"),
        ("* * *", "rule"),
        ("Thank you for your patience while we verify access.", "notice"),
    ],
)
def test_the_reason_is_named(line: str, reason: str) -> None:
    assert judge(line) == reason


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Exit mobile versionMinisters meet in Lima", "Ministers meet in Lima"),
        ("AdvertisementThe president left.", "The president left."),
        (
            "Ministers shake hands in Lima.Credit...Pool photo by Ana Ruiz",
            "Ministers shake hands in Lima.",
        ),
        ("Ministers shake hands in Lima [Ana Ruiz/Reuters]", "Ministers shake hands in Lima"),
        ("The talks will go on. (Yonhap)", "The talks will go on."),
        ("The talks will go on. — SPA", "The talks will go on."),
        (
            "Sign up for our newsletter. The talks will go on in May.",
            "The talks will go on in May.",
        ),
        ("The talks will go on in May. Click here to subscribe.", "The talks will go on in May."),
    ],
)
def test_furniture_at_the_ends_of_a_line_is_cut_off(line: str, kept: str) -> None:
    pieces = split(line)
    assert [piece.text for piece in pieces if not piece.reason] == [kept]
    assert len(pieces) == 2


def test_two_labels_stuck_together_go_both() -> None:
    assert all(piece.reason for piece in split("< Back to andes.example front pageContact us"))


@pytest.mark.parametrize(
    "line", ["PlayStation sales fell.", "He left. — Ana Ruiz", "4. If you are a user, log in."]
)
def test_names_and_lists_are_left_whole(line: str) -> None:
    assert split(line) == [Piece(line)]


@given(st.sampled_from(GONE), st.sampled_from(STAYS))
@settings(max_examples=150, deadline=None)
def test_nothing_of_a_line_is_lost(first: str, second: str) -> None:
    line = first + " " + second
    found = "".join(piece.text for piece in split(line))
    assert found.replace(" ", "") == line.replace(" ", "")


def test_a_long_line_without_a_full_stop_is_running_text() -> None:
    assert is_sentence("the ministers of the three states met in the old town and " * 3)
    assert not is_sentence("Ministers of Three States Meet in the Old Town")
